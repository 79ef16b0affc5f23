import torch

def sgd(params, lr, batch_size):
    torch.autograd.set_grad_enabled(False)
    for w in params:
        w -= w.grad * (lr / batch_size)
        w.grad.zero_()
    # back on
    torch.autograd.set_grad_enabled(True)
