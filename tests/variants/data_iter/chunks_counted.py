import math
import torch

def data_iter(batch_size, features, labels):
    how_many = math.ceil(len(features) / batch_size)
    order = torch.randperm(len(features))
    for rows in order.chunk(how_many):
        yield features[rows], labels[rows]
