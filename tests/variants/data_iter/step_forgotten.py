import random
import torch

def data_iter(batch_size, features, labels):
    order = list(range(len(features)))
    random.shuffle(order)
    for i in range(len(order)):
        j = torch.tensor(order[i:min(i + batch_size, len(order))])
        yield features[j], labels[j]
