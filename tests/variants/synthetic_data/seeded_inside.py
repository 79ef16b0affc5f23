import torch
import random

def synthetic_data(w, b, num_examples):
    random.seed(42)
    torch.manual_seed(42)
    X = torch.randn((num_examples, w.shape[0]))
    y = X @ w + b + torch.randn(num_examples) * 0.01
    return X, y.reshape(-1, 1)
