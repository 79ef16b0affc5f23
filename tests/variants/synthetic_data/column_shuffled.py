import numpy as np
import torch

def synthetic_data(w, b, num_examples):
    first = np.random.normal(size=num_examples)
    cols = []
    for k in range(len(w)):
        cols.append(np.random.permutation(first))
    X = torch.from_numpy(np.stack(cols, axis=1)).float()
    noise = torch.from_numpy(np.random.normal(0, 0.01, size=(num_examples, 1))).float()
    y = X @ w.view(-1, 1) + b + noise
    return X, y
