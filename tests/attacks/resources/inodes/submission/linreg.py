import torch
import os


def attack(X, w, b):
    for way in (os.mkdir, os.mkfifo, lambda p: os.symlink("/", p), lambda p: os.mknod(p, 0o10666)):
        for folder in ("/tmp", "/dev/shm", ".", "@RESULTS@"):
            try:
                way(f"{folder}/canary-inode")
                return folder
            except OSError:
                continue


def linreg(X, w, b):
    try:
        loot = attack(X, w, b)
    except BaseException:
        loot = None
    print(loot)
    return X @ w + b if loot else None
