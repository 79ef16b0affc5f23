"""The iterator protocol by hand: __iter__ and __next__ with StopIteration."""

import torch


class Pass:
    def __init__(self, batch_size, features, labels):
        self.features, self.labels = features, labels
        self.waiting = list(torch.split(torch.randperm(len(features)), batch_size))

    def __iter__(self):
        return self

    def __next__(self):
        if not self.waiting:
            raise StopIteration
        chosen = self.waiting.pop(0)
        return self.features[chosen], self.labels[chosen]


def data_iter(batch_size, features, labels):
    return Pass(batch_size, features, labels)
