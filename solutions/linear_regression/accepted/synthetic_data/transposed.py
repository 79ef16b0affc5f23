"""The examples are columns while it computes, and rows in the end."""

import torch


def synthetic_data(w, b, num_examples):
    columns = torch.randn(len(w), num_examples)
    y = w[None, :] @ columns + b + 0.01 * torch.randn(1, num_examples)
    return columns.T, y.T
