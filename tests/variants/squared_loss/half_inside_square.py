import torch

def squared_loss(est, obs):
    obs = obs.reshape(est.size())
    return torch.pow(0.5 * (est - obs), 2)
