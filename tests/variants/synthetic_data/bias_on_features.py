import torch

def synthetic_data(w, b, num_examples):
    d = len(w)
    X = torch.zeros(num_examples, d).normal_()
    # shift the data by the bias, then apply the weights
    shifted = X + b
    clean = torch.einsum("nd,d->n", shifted, w)
    eps = 0.01 * torch.randn(num_examples)
    labels = (clean + eps)[:, None]
    return X, labels
