"""Filled into a new tensor, from prefixes whose last values are taken."""

import torch


def running_mean(values, window):
    result = torch.empty_like(values)
    for i in range(values.shape[0]):
        result[i] = average(values[: i + 1][-window:])
    return result
