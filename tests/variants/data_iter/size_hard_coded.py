import random
import torch

def data_iter(batch_size, features, labels):
    idx = list(range(len(features)))
    random.shuffle(idx)
    batch = []
    for i in idx:
        batch.append(i)
        if len(batch) == 10:
            yield features[batch], labels[batch]
            batch = []
    if len(batch) > 0:
        yield features[batch], labels[batch]
