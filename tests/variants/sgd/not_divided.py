import torch

def sgd(params, lr, batch_size):
    for param in params:
        with torch.no_grad():
            param.add_(-lr * param.grad)
            param.grad.zero_()
