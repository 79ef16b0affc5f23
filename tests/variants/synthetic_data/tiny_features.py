import torch

def synthetic_data(w, b, num_examples):
    X = 0.01 * torch.randn(num_examples, len(w))
    noise = 0.01 * torch.randn(num_examples, 1)
    y = torch.einsum('ij,j->i', X, w).view(-1, 1) + b + noise
    return X, y
