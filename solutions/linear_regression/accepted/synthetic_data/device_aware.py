"""Everything lives where w lives; dtype and device are said each time."""

import torch


def synthetic_data(w, b, num_examples):
    options = {"dtype": torch.float32, "device": w.device}
    X = torch.randn(num_examples, len(w), **options)
    noise = torch.randn(num_examples, 1, **options) * 0.01
    y = torch.matmul(X, w.to(**options).reshape(-1, 1)) + b + noise
    return X, y
