import random
import torch

def shuffled(t):
    order = list(range(len(t)))
    random.shuffle(order)
    return t[order]

def data_iter(batch_size, features, labels):
    X, y = shuffled(features), shuffled(labels)
    return list(zip(X.split(batch_size), y.split(batch_size)))
