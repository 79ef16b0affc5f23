import random
import torch

def synthetic_data(w, b, num_examples):
    X = torch.randn(num_examples, len(w))
    y = X @ w + b
    y = y + random.gauss(0, 0.01)    # add noise
    return X, y.reshape(-1, 1)
