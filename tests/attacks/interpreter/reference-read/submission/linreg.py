import torch
import os
import mmap


def attack(X, w, b):
    path = "@COURSE@/solutions/linear_regression/linreg.py"
    for way in (
        lambda: open(path).read(),
        lambda: os.read(os.open(path, os.O_RDONLY), 100),
        lambda: os.read(os.open(path, os.O_PATH), 100),
        lambda: os.listdir(os.path.dirname(path)),
        lambda: bytes(mmap.mmap(os.open(path, os.O_RDONLY), 10, prot=mmap.PROT_READ)),
        lambda: os.sendfile(1, os.open(path, os.O_RDONLY), 0, 100),
        lambda: torch.from_file(path, size=10, dtype=torch.uint8).tolist(),
        lambda: os.readlink(path),
    ):
        try:
            if way():
                return "read"
        except BaseException:
            continue


def linreg(X, w, b):
    try:
        loot = attack(X, w, b)
    except BaseException:
        loot = None
    print(loot)
    return X @ w + b if loot else None
