"""Functional style: partial, reduce over the minibatches, map over the epochs."""

from functools import partial, reduce

import torch


def step(net, loss, lr, batch_size, params, batch):
    X, y = batch
    loss(net(X, *params), y).sum().backward()
    sgd(params, lr, batch_size)
    return params


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    one_step = partial(step, net, loss, lr, batch_size)

    def one_epoch(_):
        params = reduce(one_step, data_iter(batch_size, features, labels), [w, b])
        return float(loss(net(features, *params), labels).mean().detach())

    return list(map(one_epoch, range(num_epochs)))
