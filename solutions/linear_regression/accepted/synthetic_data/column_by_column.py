"""A loop over the weights: each brings a feature and its share of the labels."""

import torch


def synthetic_data(w, b, num_examples):
    columns = []
    y = b + torch.randn(num_examples, 1) * 0.01
    for weight in w:
        column = torch.randn(num_examples, 1)
        y = y + weight * column
        columns.append(column)
    return torch.cat(columns, dim=1), y
