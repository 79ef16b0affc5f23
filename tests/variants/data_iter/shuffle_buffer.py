import random
import torch

BUFFER = 1000

def random_order(n):
    buf = []
    for i in range(n):
        if len(buf) < BUFFER:
            buf.append(i)
            continue
        k = random.randrange(BUFFER)
        yield buf[k]
        buf[k] = i
    random.shuffle(buf)
    yield from buf

def data_iter(batch_size, features, labels):
    batch = []
    for i in random_order(len(features)):
        batch.append(i)
        if len(batch) == batch_size:
            yield features[batch], labels[batch]
            batch = []
    if batch:
        yield features[batch], labels[batch]
