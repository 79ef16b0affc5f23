import torch

def sgd(params, lr, batch_size):
    with torch.no_grad():
        for q in params:
            q.copy_(q - lr * q.grad / batch_size)
    # now clear
    q.grad.zero_()
