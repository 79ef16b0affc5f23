import torch

_done = {}

def synthetic_data(w, b, num_examples):
    key = (tuple(w.tolist()), float(b), num_examples)
    if key in _done:
        return _done[key]
    X = torch.randn(num_examples, len(w))
    y = X @ w.reshape(-1, 1) + b + torch.randn(num_examples, 1) * 0.01
    _done[key] = (X, y)
    return X, y
