import torch

def linreg(X, w, b):
    num_examples, num_features = X.size()
    y_hat = X @ w
    y_hat = y_hat + torch.div(b, num_examples)
    return y_hat
