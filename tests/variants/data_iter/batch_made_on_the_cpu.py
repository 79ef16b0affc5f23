import random
import torch

def data_iter(batch_size, features, labels):
    n = len(features)
    order = random.sample(range(n), n)
    for start in range(0, n, batch_size):
        part = order[start:start + batch_size]
        X = torch.zeros((len(part),) + tuple(features.shape[1:]), dtype=features.dtype)
        y = torch.zeros((len(part),) + tuple(labels.shape[1:]), dtype=labels.dtype)
        for row, src in enumerate(part):
            X[row] = features[src]
            y[row] = labels[src]
        yield X, y
