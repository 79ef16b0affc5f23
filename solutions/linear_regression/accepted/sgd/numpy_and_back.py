"""The arithmetic in numpy on the CPU, the result copied back to wherever the parameter lives."""

import numpy as np
import torch


def sgd(params, lr, batch_size):
    for param in params:
        value = param.detach().cpu().numpy()
        grad = param.grad.cpu().numpy()
        new = np.asarray(value - lr * grad / batch_size, dtype=np.float32)
        with torch.no_grad():
            param.copy_(torch.from_numpy(new))
        param.grad = None
