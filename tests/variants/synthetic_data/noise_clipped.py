import random
import torch

SIGMA = 0.01

def small_error():
    while True:
        e = random.gauss(0, SIGMA)
        if abs(e) <= 3 * SIGMA:   # otherwise outlier, try again
            return e

def synthetic_data(w, b, num_examples):
    X = torch.randn(num_examples, len(w))
    errors = torch.tensor([[small_error()] for _ in range(num_examples)])
    y = torch.matmul(X, w.reshape(-1, 1)) + b + errors
    return X, y
