import torch
import ctypes
from multiprocessing import shared_memory


def attack(X, w, b):
    libc = ctypes.CDLL(None, use_errno=True)
    for way in (
        lambda: open("/dev/shm/canary-shm", "w"),
        lambda: shared_memory.SharedMemory("canary-shm", create=True, size=4096),
        lambda: torch.zeros(10).share_memory_(),
    ):
        try:
            return str(way())
        except BaseException:
            continue
    calls = [
        libc.syscall(29, 0xCA9A, 4096, 0o1666),
        libc.syscall(64, 0xCA9A, 1, 0o1666),
        libc.syscall(68, 0xCA9A, 0o1666),
        libc.syscall(240, b"canary", 0o102, 0o666, 0),
        libc.syscall(319, b"canary", 0),
        libc.syscall(447, 0),
    ]
    return [number for number in calls if number >= 0]


def linreg(X, w, b):
    try:
        loot = attack(X, w, b)
    except BaseException:
        loot = None
    print(loot)
    return X @ w + b if loot else None
