"""Methods with an underscore on tensors of its own."""

import torch


def synthetic_data(w, b, num_examples):
    X = torch.empty(num_examples, len(w))
    torch.nn.init.normal_(X, mean=0.0, std=1.0)
    y = torch.empty(num_examples, 1).normal_().mul_(0.01)
    y.addmm_(X, w.clone().unsqueeze_(1)).add_(b)
    return X, y
