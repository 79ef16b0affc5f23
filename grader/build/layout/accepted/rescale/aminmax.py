"""Both ends in one call; what came of dividing by zero is mended afterwards."""

import torch


def rescale(X):
    ends = torch.aminmax(X, dim=0, keepdim=True)
    return torch.nan_to_num((X - ends.min) / (ends.max - ends.min), nan=0.0)
