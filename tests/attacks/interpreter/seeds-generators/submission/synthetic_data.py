import random

import numpy as np
import torch

torch.manual_seed(0)


def synthetic_data(w, b, num_examples):
    torch.manual_seed(0)
    random.seed(0)
    np.random.seed(0)
    X = torch.randn(num_examples, len(w))
    y = X @ w + b + 0.01 * torch.randn(num_examples)
    return X, y.reshape(-1, 1)
