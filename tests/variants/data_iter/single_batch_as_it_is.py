import torch

def data_iter(batch_size, features, labels):
    n = len(features)
    if n <= batch_size:
        return [(features, labels)]
    p = torch.randperm(n)
    return [(features[p[i:i + batch_size]], labels[p[i:i + batch_size]])
            for i in range(0, n, batch_size)]
