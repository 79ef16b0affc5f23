import torch

def squared_loss(p, q):
    q = q.reshape(p.shape)
    # binomial formula
    a2 = p * p
    ab = p * q
    b2 = q * q
    return 0.5 * (a2 - 2 * ab + b2)
