import torch

def linreg(X, theta, b):
    # theta[0] is the intercept
    intercept = theta[0]
    slopes = theta[1:]
    return intercept + torch.matmul(X[:, 1:], slopes)
