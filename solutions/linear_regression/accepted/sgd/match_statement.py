"""A helper with keyword-only arguments, and `match` for the way to reset."""

import torch


def reset(param, *, how="zero"):
    match how:
        case "zero":
            param.grad.zero_()
        case "none":
            param.grad = None
        case _:
            raise ValueError(f"unknown way to reset: {how}")


def move(param, *, by):
    with torch.no_grad():
        param.add_(by)


def sgd(params, lr, batch_size, reset_to="none"):
    for param in params:
        move(param=param, by=-param.grad * lr / batch_size)
        reset(param, how=reset_to)
