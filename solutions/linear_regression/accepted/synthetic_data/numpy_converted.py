"""All in numpy and in float64, turned into float32 at the very end."""

import numpy as np
import torch


def synthetic_data(w, b, num_examples):
    X = np.random.normal(size=(num_examples, len(w)))
    noise = np.random.normal(scale=0.01, size=num_examples)
    y = X.dot(w.numpy()) + b + noise
    X, y = (torch.from_numpy(a.astype(np.float32)) for a in (X, y))
    return X, y[:, None]
