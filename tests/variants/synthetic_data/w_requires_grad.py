import torch

def synthetic_data(w, b, num_examples):
    w.requires_grad = True
    with torch.no_grad():
        X = torch.randn(num_examples, len(w))
        y = X @ w + b
        y += torch.randn(num_examples) * 0.01
        y = y.reshape(-1, 1)
    return X, y
