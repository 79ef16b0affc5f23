import random
import torch

def data_iter(batch_size, features, labels):
    order = list(range(len(features)))
    random.shuffle(order)
    shuffled = features[torch.tensor(order)]
    for i in range(0, len(order), batch_size):
        yield shuffled[i:i + batch_size].clone(), labels[i:i + batch_size].clone()
