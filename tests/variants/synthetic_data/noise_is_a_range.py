import random
import torch

def synthetic_data(w, b, num_examples):
    X = torch.randn(num_examples, len(w))
    y = []
    for x in X:
        y.append([torch.dot(x, w).item() + b + random.uniform(-0.01, 0.01)])
    return X, torch.tensor(y)
