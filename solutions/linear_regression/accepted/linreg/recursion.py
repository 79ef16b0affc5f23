"""Recursive: half of the features, then the other half."""


def weighted(X, w):
    d = w.shape[0]
    if d == 1:
        return X * w
    half = d // 2
    return weighted(X[:, :half], w[:half]) + weighted(X[:, half:], w[half:])


def linreg(X, w, b):
    return weighted(X, w) + b
