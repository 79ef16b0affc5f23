"""Slow and plain: new tensors for each batch, filled one row at a time, on the data's device."""

import random


def data_iter(batch_size, features, labels):
    left = list(range(len(features)))
    random.shuffle(left)
    while len(left) > 0:
        size = min(batch_size, len(left))
        X = features.new_empty((size,) + tuple(features.shape[1:]))
        y = labels.new_zeros((size, *labels.shape[1:]))
        for row in range(size):
            i = left.pop()
            X[row] = features[i]
            y[row] = labels[i]
        yield X, y
