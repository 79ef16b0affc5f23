"""PyTorch's own linear layer as a function."""

import torch.nn.functional as F


def linreg(features, weights, bias):
    return F.linear(input=features, weight=weights.t(), bias=bias)
