"""A permutation drawn by torch.multinomial without replacement."""

import torch


def data_iter(batch_size, features, labels):
    n = features.shape[0]
    order = torch.multinomial(torch.ones(n), num_samples=n, replacement=False)
    for start in range(0, n, batch_size):
        chosen = order.narrow(0, start, min(batch_size, n - start))
        yield features[chosen, ...], labels[chosen, ...]
