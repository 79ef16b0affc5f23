import random
import torch

def data_iter(batch_size, features, labels):
    num = len(features)
    perm = random.sample(list(range(num)), k=num)
    for lo in range(0, num, batch_size):
        chosen = torch.LongTensor(perm[lo:lo + batch_size])
        X = features[chosen]
        y = labels[chosen].reshape((-1, 1))
        yield [X, y]
