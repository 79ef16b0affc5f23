import torch

def sgd(params, lr, batch_size):
    for p in params:
        upd = lr * p.grad / batch_size
        p.sub_(upd)
        p.grad.zero_()
