"""A class with __iter__ and __len__; the order comes from numpy; the pairs are lists."""

import numpy as np


class Minibatches:
    """The minibatches of a data set; each loop over it is a new pass."""

    def __init__(self, batch_size, features, labels):
        self.batch_size = batch_size
        self.data = (features, labels)
        self.n = features.shape[0]

    def __len__(self):
        return (self.n + self.batch_size - 1) // self.batch_size

    def __iter__(self):
        order = np.random.permutation(self.n)
        for number in range(len(self)):
            chosen = order[number * self.batch_size : (number + 1) * self.batch_size]
            yield [part[chosen] for part in self.data]


def data_iter(batch_size, features, labels):
    return Minibatches(batch_size, features, labels)
