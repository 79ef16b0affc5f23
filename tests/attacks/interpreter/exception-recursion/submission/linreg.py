def linreg(X, w, b):
    try:
        return linreg(X, w, b)
    except RecursionError:
        return linreg(X, w, b)
