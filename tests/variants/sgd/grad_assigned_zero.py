import torch

def sgd(params, lr, batch_size):
    with torch.no_grad():
        for i in range(len(params)):
            params[i].sub_(params[i].grad * lr / batch_size)
            params[i].grad = 0.0
