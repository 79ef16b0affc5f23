"""Counts its calls in a global of its own, prints what it does, and returns the steps' lengths."""

import torch

calls = 0


def sgd(params, lr, batch_size):
    global calls
    calls += 1
    lengths = []
    with torch.no_grad():
        for number, param in enumerate(params):
            step = lr * param.grad / batch_size
            param -= step
            param.grad.zero_()
            lengths.append(step.norm().item())
            print(f"call {calls}, parameter {number}: moved by {lengths[-1]:.6f}")
    return lengths
