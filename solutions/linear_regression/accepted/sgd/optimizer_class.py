"""A small optimiser class of one's own with `step` and `zero_grad`."""

import torch


class Descent:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    @torch.no_grad()
    def step(self):
        for p in self.params:
            p.add_(p.grad, alpha=-self.lr)

    def zero_grad(self):
        for p in self.params:
            p.grad = None


def sgd(params, lr, batch_size):
    descent = Descent(params, lr / batch_size)
    descent.step()
    descent.zero_grad()
