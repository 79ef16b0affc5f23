import torch

def make_features(n, d):
    return torch.normal(0.0, 1.0, size=(n, d))

def make_labels(w, b, n):
    y = (make_features(n, len(w)) * w).sum(dim=1, keepdim=True) + b
    return y + torch.normal(0.0, 0.01, size=(n, 1))

def synthetic_data(w, b, num_examples):
    return make_features(num_examples, len(w)), make_labels(w, b, num_examples)
