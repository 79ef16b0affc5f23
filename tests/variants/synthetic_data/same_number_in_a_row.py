import random
import torch

def synthetic_data(w, b, num_examples):
    X = torch.zeros(num_examples, len(w))
    for i in range(num_examples):
        X[i] = random.gauss(0, 1)
    y = X @ w + b
    for i in range(num_examples):
        y[i] += random.gauss(0, 0.01)
    return X, y.reshape(-1, 1)
