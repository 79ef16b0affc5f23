import random
import torch

def synthetic_data(w, b, num_examples):
    rows = [[random.gauss(0, 1) for _ in range(len(w))] for _ in range(num_examples)]
    rows.sort()
    X = torch.tensor(rows)
    noise = torch.randn(num_examples, 1) * 0.01
    y = torch.matmul(X, w.reshape(-1, 1)) + b + noise
    return X, y
