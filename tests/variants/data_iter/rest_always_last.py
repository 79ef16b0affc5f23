import random
import torch

def data_iter(batch_size, features, labels):
    n = len(features)
    rest = n % batch_size
    order = list(range(n - rest))
    random.shuffle(order)
    for i in range(0, n - rest, batch_size):
        ids = order[i:i + batch_size]
        yield features[ids], labels[ids]
    if rest:
        yield features[n - rest:].clone(), labels[n - rest:].clone()
