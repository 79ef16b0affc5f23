import torch

def data_iter(batch_size, features, labels):
    table = torch.hstack((features, labels))
    table = table[torch.randperm(table.shape[0])]
    for piece in table.split(batch_size):
        yield piece[:, :-1], piece[:, -1:]
