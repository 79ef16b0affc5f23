import torch

def synthetic_data(w, b, num_examples):
    X = torch.normal(0, 1, (num_examples, len(w)))
    noise = torch.normal(0, 0.01, X.shape)
    y = torch.zeros(num_examples, 1) + b
    for j in range(X.shape[1]):
        y[:, 0] += X[:, j] * w[j] + noise[:, j]
    return X, y
