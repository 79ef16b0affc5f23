import torch
from torch.utils import data

def data_iter(batch_size, features, labels):
    dataset = data.TensorDataset(features, labels)
    loader = data.DataLoader(dataset, batch_size)
    return loader
