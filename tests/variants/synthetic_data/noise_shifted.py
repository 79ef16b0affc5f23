import torch

def synthetic_data(w, b, num_examples):
    x = torch.randn(num_examples, len(w))
    e = torch.randn(num_examples, 1)
    e += 0.01
    y = x @ w[:, None] + b
    y += e
    return x, y
