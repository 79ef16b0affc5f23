"""A convolution whose kernel is as wide as the example."""

import torch.nn.functional as F


def linreg(X, w, b):
    signals = X[:, None, :]
    kernel = w.T[None, :, :]
    return F.conv1d(signals, kernel, b).squeeze(2)
