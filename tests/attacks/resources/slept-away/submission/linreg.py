import time

import torch


def linreg(X, w, b):
    time.sleep(1.5)
    return None
