def linreg(X, w, b):
    raise KeyboardInterrupt
