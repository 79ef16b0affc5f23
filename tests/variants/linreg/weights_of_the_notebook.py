import torch

w = torch.normal(0, 0.01, size=(2, 1), requires_grad=True)
b = torch.zeros(1, requires_grad=True)

def linreg(features, weight, bias):
    return torch.mm(features, w) + b

X = torch.randn(5, 2)
print(linreg(X, w, b))
