import random
import torch

def data_iter(batch_size, features, labels):
    random.seed(0)
    n = len(features)
    order = list(range(n))
    random.shuffle(order)
    order = torch.tensor(order)
    for k in range(0, n, batch_size):
        yield features[order[k:k + batch_size]], labels[order[k:k + batch_size]]
