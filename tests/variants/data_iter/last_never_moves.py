import random
import torch

def my_shuffle(a):
    n = len(a)
    for i in range(n - 1):
        j = random.randrange(i, n - 1)
        a[i], a[j] = a[j], a[i]

def data_iter(batch_size, features, labels):
    a = list(range(len(features)))
    my_shuffle(a)
    for i in range(0, len(a), batch_size):
        yield features[a[i:i + batch_size]], labels[a[i:i + batch_size]]
