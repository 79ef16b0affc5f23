import torch

def synthetic_data(w, b, num_examples):
    num_features = w.size(0)
    # one column per example, as in the maths course
    X = torch.randn((num_features, num_examples))
    y = w.reshape(1, num_features) @ X + b
    y = y + torch.randn(1, num_examples) * 0.01
    return X, y.T
