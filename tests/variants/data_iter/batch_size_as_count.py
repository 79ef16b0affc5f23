import math
import torch

def data_iter(batch_size, features, labels):
    n = features.shape[0]
    idx = torch.randperm(n)
    step = math.ceil(n / batch_size)   # length of one batch
    pos = 0
    while pos < n:
        sel = idx[pos:pos + step]
        yield features[sel], labels[sel]
        pos += step
