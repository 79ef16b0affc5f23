import random
import torch

def data_iter(batch_size, features, labels):
    idx = list(range(len(features)))
    random.shuffle(idx)
    for i in range(0, len(idx), batch_size):
        now = idx[i:i + batch_size]
        if len(now) == 1:
            k = now[0]
            yield features[k].clone(), labels[k].clone()
        else:
            yield features[now], labels[now]
