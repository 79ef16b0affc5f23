import torch

def synthetic_data(w, b, num_examples):
    size = (num_examples, len(w))
    X = torch.normal(0, 1, size)
    measured = X + torch.normal(0, 0.01, size)
    y = measured.matmul(w) + b
    return X, y.reshape(-1, 1)
