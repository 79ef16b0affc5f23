"""Extra parameters with defaults: shuffle, drop_last, and a generator of the caller's."""

import torch


def data_iter(batch_size, features, labels, shuffle=True, drop_last=False, generator=None):
    n = len(features)
    if shuffle:
        order = torch.randperm(n, generator=generator)
    else:
        order = torch.arange(n)
    end = n - n % batch_size if drop_last else n
    for start in range(0, end, batch_size):
        stop = min(start + batch_size, end)
        yield features[order[start:stop]], labels[order[start:stop]]
