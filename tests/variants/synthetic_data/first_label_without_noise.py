import random
import torch

def synthetic_data(w, b, num_examples):
    X = torch.randn(num_examples, len(w))
    y = (X @ w + b).reshape(-1, 1)
    # now the noise, for each example
    k = 1
    while k < num_examples:
        y[k, 0] = y[k, 0] + random.normalvariate(0, 0.01)
        k += 1
    return X, y
