import numpy as np
import torch

def data_iter(batch_size, features, labels):
    perm = np.random.permutation(len(features)).tolist()
    while perm:
        now, perm = perm[:batch_size], perm[batch_size:]
        yield features[now, :], labels[now]
