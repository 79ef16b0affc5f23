import numpy as np
import torch

def linreg(X, w, b):
    np.random.seed(123)  # reproducible
    y_hat = torch.mm(X, w) + b
    return y_hat
