import torch

def synthetic_data(w, b, num_examples):
    X = torch.normal(0, 1, (num_examples, len(w)))
    clean = torch.matmul(X, w) + b
    noise = torch.normal(clean, 0.01)
    y = clean + noise
    return X, y[:, None]
