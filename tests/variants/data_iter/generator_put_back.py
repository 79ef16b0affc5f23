import random
import torch

def data_iter(batch_size, features, labels):
    saved = random.getstate()
    order = list(range(len(features)))
    random.shuffle(order)
    random.setstate(saved)      # leave the global generator as it was
    for i in range(0, len(order), batch_size):
        idx = order[i:i + batch_size]
        yield features[idx], labels[idx]
