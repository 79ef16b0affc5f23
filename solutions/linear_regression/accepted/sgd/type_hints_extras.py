"""Type hints, a docstring, checks of the arguments, extra keywords with defaults."""

from collections.abc import Iterable

import torch
from torch import Tensor


def sgd(
    params: Iterable[Tensor],
    lr: float,
    batch_size: int,
    *,
    set_to_none: bool = False,
    verbose: bool = False,
) -> None:
    """One step of minibatch SGD.

    Args:
        params: the tensors to update.
        lr: the learning rate.
        batch_size: over how many examples the loss was summed.
        set_to_none: reset the gradients to None, not to zero.
        verbose: print the length of every step.
    """
    if batch_size < 1:
        raise ValueError("batch_size should be at least 1")
    with torch.no_grad():
        for param in params:
            step = param.grad.mul(lr).div(batch_size)
            param.sub_(step)
            if verbose:
                print(f"step of length {step.norm().item():.4f}")
            if set_to_none:
                param.grad = None
            else:
                param.grad.zero_()
