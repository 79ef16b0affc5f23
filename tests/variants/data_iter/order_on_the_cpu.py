import random
import torch

def data_iter(batch_size, features, labels):
    n = len(features)
    ids = list(range(n))
    random.shuffle(ids)
    for i in range(0, n, batch_size):
        j = torch.LongTensor(ids[i: i + batch_size])
        yield torch.index_select(features, 0, j), torch.index_select(labels, 0, j)
