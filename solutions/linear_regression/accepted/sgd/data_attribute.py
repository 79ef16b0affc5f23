"""The old style: everything through `.data`, a new tensor of values each time."""


def sgd(params, lr, batch_size):
    for param in params:
        param.data = param.data - lr / batch_size * param.grad.data
        param.grad.data.zero_()
