"""Features and noise are drawn in two threads."""

from concurrent.futures import ThreadPoolExecutor

import torch


def synthetic_data(w, b, num_examples):
    with ThreadPoolExecutor(max_workers=2) as pool:
        features = pool.submit(torch.randn, num_examples, len(w))
        noise = pool.submit(torch.randn, num_examples, 1)
    X = features.result()
    return X, X @ w.reshape(-1, 1) + b + noise.result() * 0.01
