"""A deque of row numbers; shuffled by random.sample; batches taken from its left end."""

import random
from collections import deque

import torch


def data_iter(batch_size, features, labels):
    queue = deque(random.sample(range(len(features)), k=len(features)))
    while queue:
        chosen = [queue.popleft() for _ in range(min(batch_size, len(queue)))]
        batch = tuple(torch.stack([part[i] for i in chosen], dim=0) for part in (features, labels))
        yield batch
