import torch

def linreg(X, w, b):
    pred = torch.einsum('ij,jk->ik', X, w)
    return pred
