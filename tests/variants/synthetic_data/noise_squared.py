import numpy as np
import torch

def synthetic_data(w, b, num_examples):
    sigma = 0.01
    X = torch.randn(num_examples, len(w))
    noise = np.random.normal(0, sigma ** 2, num_examples)
    y = X @ w + b + torch.tensor(noise, dtype=torch.float32)
    return X, y.reshape(-1, 1)
