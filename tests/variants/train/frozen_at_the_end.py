import torch

def train(f, L, X, Y, w, b, lr, T, B):
    hist = []
    for t in range(T):
        for xb, yb in data_iter(B, X, Y):
            L(f(xb, w, b), yb).sum().backward()
            sgd([w, b], lr, B)
        hist.append(L(f(X, w, b), Y).detach().mean().item())
    # done, no gradients any more
    for p in [w, b]:
        p.requires_grad = False
    return hist
