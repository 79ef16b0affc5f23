import random
import torch

def data_iter(batch_size, features, labels):
    n = len(features)
    order = list(range(n))
    for _ in range(n // 4):
        a = random.randrange(n)
        b = random.randrange(n)
        order[a], order[b] = order[b], order[a]
    for i in range(0, n, batch_size):
        ids = order[i:i + batch_size]
        yield features[ids], labels[ids]
