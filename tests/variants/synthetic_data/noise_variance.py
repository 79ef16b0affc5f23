import math
import torch

def synthetic_data(w, b, num_examples, var=0.01):
    X = torch.randn(num_examples, len(w))
    y = torch.mm(X, torch.unsqueeze(w, 1)) + b
    std = math.sqrt(var)
    y = y + std * torch.randn(*y.size())
    return X, y
