import random
import time
import torch

def data_iter(batch_size, features, labels):
    random.seed(time.time())
    idx = list(range(len(features)))
    random.shuffle(idx)
    for i in range(0, len(idx), batch_size):
        yield features[idx[i:i + batch_size]], labels[idx[i:i + batch_size]]
