"""Uniform numbers through the inverse of the normal distribution function."""

import random
from statistics import NormalDist

import torch

TINY = 1e-12


def draw(distribution):
    return distribution.inv_cdf(random.uniform(TINY, 1 - TINY))


def synthetic_data(w, b, num_examples):
    standard, error = NormalDist(), NormalDist(sigma=0.01)
    X = torch.tensor([[draw(standard) for _ in range(len(w))] for _ in range(num_examples)])
    noise = torch.tensor([[draw(error)] for _ in range(num_examples)])
    return X, X @ w[:, None] + b + noise
