import random
import torch

def data_iter(batch_size, features, labels):
    n = len(features)
    order = list(range(n))
    random.shuffle(order)
    # reserve the memory only one time
    X = features.new_zeros((min(batch_size, n), *features.shape[1:]))
    for i in range(0, n, batch_size):
        ids = order[i:i + batch_size]
        for k, r in enumerate(ids):
            X[k] = features[r]
        yield X[:len(ids)], labels[ids]
