import torch

def synthetic_data(w, b, num_examples):
    num_inputs = 2
    X = torch.randn(num_examples, num_inputs)
    y = torch.mv(X, w) + b
    y += torch.randn(num_examples) * 0.01
    return X, y[:, None]
