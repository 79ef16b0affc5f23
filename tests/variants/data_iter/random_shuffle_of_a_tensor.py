import random
import torch

def data_iter(batch_size, features, labels):
    n = features.shape[0]
    order = torch.tensor([i for i in range(n)])
    random.shuffle(order)
    for part in order.split(batch_size):
        yield features[part], labels[part]
