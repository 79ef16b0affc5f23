import random
import torch

def data_iter(batch_size, features, labels):
    pairs = list(zip(features, labels))
    random.shuffle(pairs)
    for i in range(0, len(pairs), batch_size):
        X, y = [], []
        for f, l in pairs[i:i + batch_size]:
            X.append(f.clone())
            y.append(l.clone())
        yield X, y
