import torch


def attack(X, w, b):
    for folder in (
        "/tmp",
        "/var/tmp",
        "/dev/shm",
        ".",
        "/run",
        "@RESULTS@",
        "@CLASS@",
        "/proc/self/fd",
    ):
        for name in ("canary-disk", "canary-disk-2"):
            try:
                with open(f"{folder}/{name}", "wb") as file:
                    file.write(bytes(1 << 20))
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
