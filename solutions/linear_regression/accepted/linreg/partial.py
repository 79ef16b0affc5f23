"""The product of two tensors, fixed by functools.partial."""

from functools import partial

import torch

product = partial(torch.einsum, "ij,jk->ik")


def linreg(X, w, b):
    y_hat = product(X, w)
    y_hat += b
    return y_hat
