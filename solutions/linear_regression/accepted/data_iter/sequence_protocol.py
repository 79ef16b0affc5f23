"""A dataclass with __getitem__ and IndexError alone: Python can loop over that, too."""

from dataclasses import dataclass, field

import torch


@dataclass
class Batches:
    size: int
    X: torch.Tensor
    y: torch.Tensor
    order: torch.Tensor = field(init=False)

    def __post_init__(self):
        self.order = torch.randperm(self.X.shape[0])

    def __getitem__(self, number):
        chosen = self.order[number * self.size : (number + 1) * self.size]
        if chosen.numel() == 0:
            raise IndexError(number)
        return self.X[chosen], self.y[chosen]


def data_iter(batch_size, features, labels):
    return Batches(batch_size, features, labels)
