import torch

def squared_loss(yhat, yy):
    sq = (yhat - yy.reshape(yhat.shape)).square()
    return sq // 2
