"""Two helpers with type hints and docstrings: one epoch, and the mean loss; an extra parameter."""

from collections.abc import Callable

import torch
from torch import Tensor

Model = Callable[[Tensor, Tensor, Tensor], Tensor]
Loss = Callable[[Tensor, Tensor], Tensor]


def train_epoch(
    net: Model, loss: Loss, batches, params: list[Tensor], lr: float, batch_size: int
) -> None:
    """One pass over the batches, with one step for each."""
    for X, y in batches:
        loss(net(X, *params), y).sum().backward()
        sgd(params, lr, batch_size)


@torch.no_grad()
def mean_loss(net: Model, loss: Loss, features: Tensor, labels: Tensor, params: list[Tensor]):
    """The mean loss over all examples."""
    return loss(net(features, *params), labels).mean().item()


def train(
    net: Model,
    loss: Loss,
    features: Tensor,
    labels: Tensor,
    w: Tensor,
    b: Tensor,
    lr: float,
    num_epochs: int,
    batch_size: int,
    verbose: bool = False,
) -> list[float]:
    """Train w and b in place."""
    history: list[float] = []
    for epoch in range(1, num_epochs + 1):
        batches = data_iter(batch_size, features, labels)
        train_epoch(net, loss, batches, [w, b], lr, batch_size)
        history.append(mean_loss(net, loss, features, labels, [w, b]))
        if verbose:
            print(f"epoch {epoch}: {history[-1]:.6f}")
    return history
