def linreg(X, w, b):
    while True:
        X = X + 1
