import random
import torch

def data_iter(batch_size, X, y):
    perm = list(range(len(X)))
    random.shuffle(perm)
    for i in range(0, len(X), batch_size):
        k = torch.tensor(perm[i:i + batch_size])
        yield y[k], X[k]
