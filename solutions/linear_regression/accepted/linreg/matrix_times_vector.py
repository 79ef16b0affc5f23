"""A flat vector of weights; the column comes back at the end."""

import torch


def linreg(X, w, b):
    flat = torch.mv(X, w.squeeze(1)) + b
    return flat.unsqueeze(1)
