def forever():
    while True:
        pass


START = forever()


def linreg(X, w, b):
    return START
