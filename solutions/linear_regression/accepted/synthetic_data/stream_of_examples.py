"""An endless generator of examples, of which the first n are taken."""

import itertools

import torch


def examples(w, b):
    while True:
        x = torch.randn(len(w))
        yield x, w.dot(x) + b + 0.01 * torch.randn(())


def synthetic_data(w, b, num_examples):
    features, labels = zip(*itertools.islice(examples(w, b), num_examples))
    return torch.stack(features), torch.stack(labels).unsqueeze(1)
