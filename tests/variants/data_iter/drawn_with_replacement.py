import random
import torch

def data_iter(batch_size, features, labels):
    n = len(features)
    left = n
    while left > 0:
        k = min(batch_size, left)
        rows = [random.randint(0, n - 1) for _ in range(k)]
        yield features[rows], labels[rows]
        left -= k
