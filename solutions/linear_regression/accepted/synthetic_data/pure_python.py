"""Lists and random.gauss; tensors only at the end."""

import random

import torch


def synthetic_data(w, b, num_examples):
    weights = w.tolist()
    rows, labels = [], []
    for _ in range(num_examples):
        row = [random.gauss(0, 1) for _ in weights]
        label = b + random.gauss(0, 0.01)
        for x, weight in zip(row, weights):
            label += x * weight
        rows.append(row)
        labels.append([label])
    return torch.tensor(rows), torch.tensor(labels)
