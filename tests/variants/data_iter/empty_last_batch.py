import random
import torch

def data_iter(batch_size, features, labels):
    n = len(features)
    order = list(range(n))
    random.shuffle(order)
    order = torch.tensor(order)
    full = n // batch_size
    for k in range(full):
        s = order[k * batch_size:(k + 1) * batch_size]
        yield features[s], labels[s]
    # and the rest
    s = order[full * batch_size:]
    yield features[s], labels[s]
