"""A shuffled copy of all the data first; the batches are slices of it."""

import torch


def data_iter(batch_size, features, labels):
    order = torch.randperm(len(features))
    features, labels = features[order], labels[order]
    return (
        (features[start : start + batch_size], labels[start : start + batch_size])
        for start in range(0, len(order), batch_size)
    )
