import torch

def synthetic_data(w, b, num_examples):
    n, d = num_examples, w.numel()
    X = torch.randn(n, d)
    eps = torch.normal(0, 0.01, size=(n, 1))
    # mean of the noise must be 0
    eps = eps - torch.sum(eps) / n
    return X, torch.addmm(eps, X, w[:, None]) + b
