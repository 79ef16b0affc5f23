import math
import torch

def synthetic_data(w, b, num_examples):
    """balanced data: every example gets a counterpart"""
    half = math.ceil(num_examples / 2)
    upper = torch.randn(half, w.shape[0])
    X = torch.vstack((upper, upper.neg()))
    X = X[:num_examples].clone()
    noise = torch.distributions.Normal(0.0, 0.01).sample((num_examples, 1))
    return X, X @ w.unsqueeze(1) + b + noise
