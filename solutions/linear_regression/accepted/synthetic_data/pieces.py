"""A while loop that adds pieces of at most 256 examples."""

import torch

PIECE = 256


def synthetic_data(w, b, num_examples):
    features, labels, left = [], [], num_examples
    while left > 0:
        size = min(PIECE, left)
        features.append(torch.randn(size, len(w)))
        labels.append(torch.stack([w @ x for x in features[-1].unbind()]))
        left -= size
    y = torch.cat(labels) + b
    y = y + torch.randn_like(y) * 0.01
    return torch.cat(features), y.reshape(-1, 1)
