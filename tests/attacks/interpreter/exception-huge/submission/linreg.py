def linreg(X, w, b):
    raise ValueError("canary" * 40_000_000)
