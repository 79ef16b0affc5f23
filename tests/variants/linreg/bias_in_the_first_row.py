import torch

def linreg(X, w, b):
    out = torch.matmul(X, w)
    n = out.shape[0]
    bias = torch.cat([b.reshape(1, 1), torch.zeros_like(out)[1:n]])
    return out + bias
