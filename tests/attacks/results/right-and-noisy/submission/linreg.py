import threading
import warnings


def linreg(X, w, b):
    print("working", X.shape)
    warnings.warn("this is fine")
    thread = threading.Thread(target=len, args=([],))
    thread.start()
    thread.join()
    return X @ w + b
