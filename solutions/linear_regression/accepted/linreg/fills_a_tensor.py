"""An empty column on the device of X, filled row by row."""


def linreg(X, w, b):
    y_hat = X.new_zeros(X.shape[0], 1)
    for i in range(X.shape[0]):
        y_hat[i, 0] = (X[i] * w[:, 0]).sum() + b[0]
    return y_hat
