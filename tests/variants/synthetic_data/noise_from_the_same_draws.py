import numpy as np
import torch

def synthetic_data(w, b, num_examples):
    d = len(w)
    numbers = np.random.randn(num_examples * d).astype('float32')
    X = numbers.reshape(num_examples, d)
    eps = numbers[:num_examples] * np.float32(0.01)
    X = torch.from_numpy(X)
    y = X @ w + b + torch.from_numpy(eps)
    return X, y.reshape(num_examples, 1)
