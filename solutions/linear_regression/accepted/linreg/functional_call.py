"""A layer without parameters of its own: w and b are lent to it for one call."""

import torch
from torch import nn
from torch.func import functional_call


def linreg(X, w, b):
    layer = nn.Linear(w.shape[0], w.shape[1], device="meta")
    return functional_call(layer, {"weight": w.T, "bias": b}, (X,))
