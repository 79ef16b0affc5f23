import torch

def synthetic_data(w, b, num_examples):
    n_feat = w.shape[0]
    w.unsqueeze_(1)     # column vector
    X = torch.normal(0, 1, (num_examples, n_feat))
    y = X @ w + b + torch.normal(0, 0.01, (num_examples, 1))
    return X, y
