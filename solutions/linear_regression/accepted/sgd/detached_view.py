"""`detach()` gives a tensor over the same memory; a step on it is a step on the parameter."""


def sgd(params, lr, batch_size):
    for param in params:
        values = param.detach()
        step = param.grad.detach() * lr / batch_size
        values -= step
        del param.grad
