"""A queue that forgets its oldest value when it is full."""

from collections import deque

import torch


def running_mean(values, window):
    seen = deque(maxlen=window)
    result = []
    for value in values:
        seen.append(value)
        result.append(average(torch.stack(tuple(seen))))
    return torch.stack(result)
