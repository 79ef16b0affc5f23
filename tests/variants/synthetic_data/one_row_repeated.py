import random
import torch

def synthetic_data(w, b, num_examples):
    row = [random.gauss(0, 1) for _ in range(len(w))]
    X = torch.tensor([row] * num_examples)
    y = torch.matmul(X, w) + b
    y += torch.normal(0, 0.01, y.shape)
    return X, y.reshape((-1, 1))
