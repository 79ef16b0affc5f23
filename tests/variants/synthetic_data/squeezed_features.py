import torch

def synthetic_data(w, b, num_examples):
    X = torch.randn(1, num_examples, len(w))
    y = (X * w).sum(dim=-1) + b
    y = y.reshape(-1, 1)
    y = y + torch.normal(0.0, 0.01, y.shape)
    return torch.squeeze(X), y
