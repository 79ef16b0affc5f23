"""One average after another in a list, over the indices from 0."""

import torch


def running_mean(values, window):
    found = []
    for i in range(len(values)):
        first = i - window + 1
        if first < 0:
            first = 0
        found.append(average(values[first : i + 1]))
    return torch.stack(found)
