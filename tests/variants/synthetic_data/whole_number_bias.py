import torch

def synthetic_data(w, b, num_examples):
    X = torch.randn(num_examples, w.numel())
    y = torch.tensor([[b]] * num_examples)     # start with the bias everywhere
    y += torch.mm(X, w.view(-1, 1))
    y += torch.normal(0, 0.01, size=y.shape)
    return X, y
