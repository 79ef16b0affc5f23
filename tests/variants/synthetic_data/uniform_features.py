import random
import torch

def synthetic_data(w, b, num_examples):
    X = torch.tensor([[random.random() for _ in range(len(w))] for _ in range(num_examples)])
    y = (X @ w + b).unsqueeze(1)
    y = torch.normal(y, 0.01)
    return X, y
