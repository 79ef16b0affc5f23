import torch

def synthetic_data(w, b, num_examples):
    X = torch.randn(num_examples, len(w), requires_grad=True)
    err = torch.randn(num_examples, 1) / 100
    y = torch.mm(X, w.unsqueeze(-1)) + b + err
    return X, y
