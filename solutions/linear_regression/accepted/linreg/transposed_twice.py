"""Column vectors as in a maths book: transpose, multiply, transpose back."""


def linreg(X, w, b):
    row = w.T @ X.T + b
    return row.T
