import torch

w = torch.normal(0, 0.01, size=(2, 1), requires_grad=True)
b = torch.zeros(1, requires_grad=True)

def sgd(params, lr, batch_size):
    with torch.no_grad():
        w.sub_(lr * w.grad / batch_size)
        b.sub_(lr * b.grad / batch_size)
        w.grad.zero_()
        b.grad.zero_()
