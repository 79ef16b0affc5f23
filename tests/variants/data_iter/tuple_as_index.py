import random
import torch

def data_iter(batch_size, features, labels):
    order = tuple(random.sample(range(len(features)), len(features)))
    for i in range(0, len(order), batch_size):
        rows = order[i:i + batch_size]
        yield features[rows], labels[rows]
