import torch

def data_iter(batch_size, features, labels):
    # so that randperm is on the same device as the data
    torch.set_default_device(features.device)
    n = features.shape[0]
    order = torch.randperm(n)
    for i in range(0, n, batch_size):
        sel = order[i:i + batch_size]
        yield features.index_select(0, sel), labels.index_select(0, sel)
