import numpy as np
import torch

def data_iter(batch_size, features, labels):
    X = features.numpy()
    Y = labels.numpy()
    p = np.random.permutation(X.shape[0])
    for i in range(0, len(p), batch_size):
        yield X[p[i:i + batch_size]], Y[p[i:i + batch_size]]
