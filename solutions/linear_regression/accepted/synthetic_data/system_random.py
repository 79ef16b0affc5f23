"""Chance from the operating system, by random.SystemRandom."""

import random

import torch

SOURCE = random.SystemRandom()


def normals(n, deviation):
    return torch.tensor([SOURCE.normalvariate(0, deviation) for _ in range(n)])


def synthetic_data(w, b, num_examples):
    X = normals(num_examples * len(w), 1).reshape(num_examples, -1)
    y = X.matmul(w).add(b).add(normals(num_examples, 0.01))
    return X, y.reshape(-1, 1)
