"""Objects of torch.distributions stand for the two normal distributions."""

import torch
from torch.distributions import Normal

FEATURE = Normal(0.0, 1.0)
NOISE = Normal(0.0, 0.01)


def synthetic_data(w, b, num_examples):
    X = FEATURE.sample((num_examples, w.shape[0]))
    noise = NOISE.sample((num_examples, 1))
    return X, torch.mm(X, w.unsqueeze(1)) + b + noise
