import torch

def synthetic_data(w, b, num_examples):
    X = torch.randn(num_examples, len(w))
    size_of_error = torch.normal(0, 0.01, (num_examples, 1)).abs()
    y = torch.tensordot(X, w, dims=1)
    y = y.reshape(-1, 1) + b + size_of_error
    return X, y
