"""Functions that make functions: a sampler for each distribution, and the line."""

import torch


def sampler(mean, deviation):
    return lambda *shape: mean + deviation * torch.randn(*shape)


def line(w, b):
    def at(X):
        return X.mv(w) + b

    return at


def synthetic_data(w, b, num_examples):
    feature, noise, true_line = sampler(0, 1), sampler(0, 0.01), line(w, b)
    X = feature(num_examples, len(w))
    y = true_line(X) + noise(num_examples)
    return X, y.view(-1, 1)
