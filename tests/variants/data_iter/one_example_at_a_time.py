import torch
from torch.utils.data import TensorDataset, RandomSampler

def data_iter(batch_size, features, labels):
    ds = TensorDataset(features, labels)
    for i in RandomSampler(ds):
        x, y = ds[i]
        yield x.clone(), y.clone()
