import torch

def synthetic_data(w, b, num_examples):
    X = torch.randn(num_examples, len(w))
    w_col = w.view(len(w), 1)
    y = X.mm(w_col) + b
    noise = torch.randn(num_examples) * 0.01
    return X, y + noise
