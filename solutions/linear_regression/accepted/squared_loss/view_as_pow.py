"""Chained methods: a view of the labels, a power and a factor of one half."""

import torch


def squared_loss(y_hat, y):
    return y_hat.sub(y.view_as(y_hat)).pow(2).mul(0.5)
