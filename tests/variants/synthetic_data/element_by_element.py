import torch

def synthetic_data(w, b, num_examples):
    X = torch.normal(0, 1, (num_examples, len(w)))
    y = torch.mul(X, w)
    y = torch.add(y, b)
    y += torch.normal(0, 0.01, y.shape)
    print("y:", y.shape)
    return X, y
