"""Broadcasting over three axes, summed over the features."""


def linreg(X, w, b):
    products = X[:, :, None] * w[None, :, :]
    return products.sum(dim=1) + b
