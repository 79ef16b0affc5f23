import numpy as np
import torch

def linreg(X, w, b):
    Xn, wn, bn = (t.detach().cpu().numpy() for t in (X, w, b))
    return np.dot(Xn, wn) + bn
