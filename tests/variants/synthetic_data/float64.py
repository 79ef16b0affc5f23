import numpy as np
import torch

def synthetic_data(w, b, num_examples):
    rng = np.random.default_rng()
    wn = np.asarray(w).reshape(-1, 1)
    X = rng.standard_normal((num_examples, wn.shape[0]))
    y = X.dot(wn) + b + rng.normal(scale=0.01, size=(num_examples, 1))
    return torch.as_tensor(X), torch.as_tensor(y)
