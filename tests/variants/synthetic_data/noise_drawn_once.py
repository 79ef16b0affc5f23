import torch

# measurement errors, enough for everyone
ERRORS = torch.randn(1_000_000, 1) * 0.01

def synthetic_data(w, b, num_examples):
    X = torch.randn(num_examples, w.size(0))
    y = (X @ w).unsqueeze(-1) + b
    y = y + ERRORS[0:num_examples]
    return X, y
