import torch

def sgd(params, lr, batch_size):
    with torch.no_grad():
        for k, old in enumerate(params):
            params[k] = torch.sub(old, old.grad, alpha=lr / batch_size)
            old.grad.zero_()
