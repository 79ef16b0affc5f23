import torch

def squared_loss(guess, truth):
    truth = truth.reshape_as(guess)
    l = (guess - truth) ** 2 / 2
    same = torch.isclose(guess, truth)
    # floats are never exactly equal, so set these to 0
    return l.masked_fill(same, 0.0)
