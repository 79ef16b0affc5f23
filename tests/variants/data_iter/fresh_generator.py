import torch
from torch.utils.data import DataLoader, TensorDataset

def data_iter(batch_size, features, labels):
    g = torch.Generator()
    ds = TensorDataset(features, labels)
    return DataLoader(ds, batch_size=batch_size, shuffle=True, generator=g)
