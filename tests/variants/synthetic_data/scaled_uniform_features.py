import numpy as np
import torch

def synthetic_data(w, b, num_examples):
    r = np.sqrt(3)          # var of U(-r, r) is r^2/3 = 1
    X = torch.tensor(np.random.uniform(-r, r, (num_examples, len(w))), dtype=torch.float32)
    y = X @ w + b + torch.normal(0.0, 0.01, (num_examples,))
    return X, y.unsqueeze(dim=1)
