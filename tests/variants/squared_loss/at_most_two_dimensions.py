import torch


def squared_loss(out, lab):
    if out.dim() == 1:
        lab = lab.reshape(out.size(0))
    else:
        rows = out.size(0)
        cols = out.size(1)
        lab = lab.reshape(rows, cols)
    e = out - lab
    return e * e / 2
