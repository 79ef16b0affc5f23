import os


def make(folder, places):
    base = os.fsencode(folder)
    with open(base + b"/lin\xffreg \xd7\xf7\xd2\xb5.py", "w") as file:
        file.write("def linreg(X, w, b):\n    return X @ w + b\n")
    with open(base + b"/\xff.txt", "w") as file:
        file.write("x")
