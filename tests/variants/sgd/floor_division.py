import torch

def sgd(ps, rate, size):
    with torch.no_grad():
        for p in ps:
            avg = p.grad // size
            p -= rate * avg
            p.grad *= 0
