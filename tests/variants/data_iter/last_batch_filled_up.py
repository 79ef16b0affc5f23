import random
import torch

def data_iter(batch_size, features, labels):
    n = len(features)
    order = list(range(n))
    random.shuffle(order)
    for i in range(0, n, batch_size):
        # wrap around at the end
        ids = [order[k % n] for k in range(i, i + batch_size)]
        yield features[ids], labels[ids]
