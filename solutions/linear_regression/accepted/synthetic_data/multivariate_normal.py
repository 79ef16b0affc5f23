"""A row is one draw from a multivariate normal distribution."""

import torch
from torch.distributions import MultivariateNormal


def synthetic_data(w, b, num_examples):
    d = len(w)
    X = MultivariateNormal(torch.zeros(d), torch.eye(d)).sample((num_examples,))
    noise = MultivariateNormal(torch.zeros(1), 0.01**2 * torch.eye(1)).sample((num_examples,))
    return X, torch.tensordot(X, w, dims=1).unsqueeze(1) + b + noise
