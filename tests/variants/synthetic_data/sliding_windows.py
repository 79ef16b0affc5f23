import torch

def synthetic_data(w, b, num_examples):
    d = w.shape[0]
    z = torch.randn(num_examples + d - 1)
    X = torch.stack([z[i:i + d] for i in range(num_examples)])
    y = X @ w[:, None] + b
    y += torch.randn(num_examples, 1) * 0.01
    return X, y
