import torch

def sgd(params, lr, batch_size):
    with torch.no_grad():
        for p in params:
            g = p.grad / batch_size
            length = torch.linalg.vector_norm(g)
            if length > 0:
                direction = g / length
                p -= lr * direction
            p.grad.zero_()
