"""A decorator takes care of the shapes, the function of the formula."""

import functools

import torch


def in_the_shape_of_the_first(function):
    @functools.wraps(function)
    def wrapper(first, second):
        return function(first, second.reshape(first.shape))

    return wrapper


@in_the_shape_of_the_first
def squared_loss(y_hat, y):
    return (y_hat - y) ** 2 / 2
