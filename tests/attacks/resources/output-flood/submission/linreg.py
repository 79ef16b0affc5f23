def linreg(X, w, b):
    while True:
        print("canary " * 1000)
