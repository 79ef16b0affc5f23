import torch


def data_iter(batch_size, features, labels):
    yield torch.empty(1 << 22, 0), labels
