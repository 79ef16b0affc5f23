import torch

def synthetic_data(w, b, num_examples):
    X = torch.randn(num_examples, len(w))
    y = X @ w.reshape(-1, 1) + b
    factor = torch.normal(1.0, 0.01, size=(num_examples, 1))  # about 1 percent
    return X, y * factor
