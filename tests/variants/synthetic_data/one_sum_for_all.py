import torch

def synthetic_data(w, b, num_examples):
    X = torch.randn(num_examples, len(w))
    products = X * w.unsqueeze(0)
    y = torch.sum(products) + b
    noise = torch.normal(0, 0.01, size=(num_examples, 1))
    return X, y + noise
