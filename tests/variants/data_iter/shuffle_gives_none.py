import numpy as np
import torch

def data_iter(batch_size, features, labels):
    n = len(features)
    order = np.random.shuffle(np.arange(n))
    for i in range(0, n, batch_size):
        ids = order[i:i + batch_size]
        yield features[ids], labels[ids]
