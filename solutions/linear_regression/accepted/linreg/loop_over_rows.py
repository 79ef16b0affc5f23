"""One prediction after another, stacked up."""

import torch


def linreg(X, w, b):
    predictions = []
    for x in X:
        prediction = torch.dot(x, w[:, 0]) + b[0]
        predictions.append(prediction)
    return torch.stack(predictions).reshape(-1, 1)
