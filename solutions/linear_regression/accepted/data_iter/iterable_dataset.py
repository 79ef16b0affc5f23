"""An IterableDataset that makes the batches itself, in a DataLoader without batching."""

import torch
from torch.utils.data import DataLoader, IterableDataset


class ShuffledBatches(IterableDataset):
    def __init__(self, size, *tensors):
        self.size, self.tensors = size, tensors

    def __iter__(self):
        for chosen in torch.randperm(len(self.tensors[0])).split(self.size):
            yield tuple(tensor[chosen] for tensor in self.tensors)


def data_iter(batch_size, features, labels):
    return DataLoader(ShuffledBatches(batch_size, features, labels), batch_size=None)
