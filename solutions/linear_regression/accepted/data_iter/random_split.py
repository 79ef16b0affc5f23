"""torch.utils.data.random_split into subsets of the batches' sizes."""

from torch.utils.data import random_split


def sizes_of(n, batch_size):
    full, rest = divmod(n, batch_size)
    return [batch_size] * full + ([rest] if rest else [])


def data_iter(batch_size, features, labels):
    for subset in random_split(range(len(features)), sizes_of(len(features), batch_size)):
        yield features[subset.indices], labels[subset.indices]
