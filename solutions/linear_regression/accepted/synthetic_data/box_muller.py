"""Normal numbers from uniform ones by the method of Box and Muller."""

import math

import torch


def normal(*shape):
    radius = torch.sqrt(-2 * torch.log(1 - torch.rand(shape, dtype=torch.float64)))
    angle = 2 * math.pi * torch.rand(shape, dtype=torch.float64)
    return (radius * torch.cos(angle)).float()


def synthetic_data(w, b, num_examples):
    X = normal(num_examples, len(w))
    y = X @ w + b + normal(num_examples) * 0.01
    return X, y.reshape(-1, 1)
