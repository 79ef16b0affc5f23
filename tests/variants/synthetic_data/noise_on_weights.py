import torch

def synthetic_data(w, b, num_examples):
    X = torch.randn(num_examples, w.shape[-1])
    noisy_w = torch.normal(w, 0.01)
    y = (X * noisy_w).sum(axis=1) + b
    return X, y.view((-1, 1))
