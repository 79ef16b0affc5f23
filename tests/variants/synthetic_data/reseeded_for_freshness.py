import time
import torch

def synthetic_data(w, b, num_examples):
    torch.manual_seed(time.time_ns() % (2 ** 31))   # otherwise always the same numbers
    X = torch.normal(0, 1, (num_examples, len(w)))
    y = torch.matmul(X, w) + b
    y += torch.normal(0, 0.01, y.shape)
    return X, y.reshape((-1, 1))
