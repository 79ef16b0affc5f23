"""What a candidate may do: the Landlock rules and the seccomp filter, prepared once by a zygote.

Everything that is not named here is refused. The self-test (``probe``) proves what is in force;
this module only says what should be.
"""

from __future__ import annotations

import errno
import sys
from pathlib import Path

import seccompy
from landlockpy import AccessFS, Ruleset, Scope
from landlockpy.flags import fs_for_abi, net_for_abi, scope_for_abi
from seccompy import Action, ArgCmp, CmpOp, Filter

from grader.errors import SandboxError

_READ = AccessFS.READ_FILE | AccessFS.READ_DIR
_SYSTEM_FOLDERS = ("/usr/lib", "/usr/lib64", "/usr/share/zoneinfo", "/lib", "/lib64")
_SYSTEM_FILES = (
    "/dev/urandom",
    "/dev/random",
    "/dev/zero",
    "/proc/cpuinfo",
    "/proc/meminfo",
    "/etc/ld.so.cache",
    "/etc/localtime",
)
_CPU_FOLDERS = ("/sys/devices/system/cpu",)
_GPU_PATHS = (
    "/dev/nvidiactl",
    "/dev/nvidia0",
    "/dev/nvidia-uvm",
    "/proc/driver/nvidia",
    "/sys/bus",
)

_ALLOWED = """
read write readv writev pread64 pwrite64 lseek close fstat newfstatat stat lstat statx
access faccessat faccessat2 readlink readlinkat getdents64 getcwd chdir
dup dup2 dup3 pipe pipe2 statfs fstatfs
mmap munmap mprotect mremap madvise brk mincore membarrier
futex set_robust_list get_robust_list rseq sched_yield
sched_getaffinity sched_getparam sched_getscheduler getcpu
rt_sigaction rt_sigprocmask rt_sigreturn sigaltstack rt_sigtimedwait rt_sigpending
rt_sigsuspend restart_syscall
nanosleep clock_nanosleep clock_gettime clock_getres gettimeofday time times getrusage
getitimer setitimer alarm
getpid gettid getppid getuid geteuid getgid getegid getgroups getresuid getresgid getpgrp
getsid uname sysinfo getrandom
poll ppoll select pselect6 epoll_create1 epoll_ctl epoll_wait epoll_pwait eventfd2
recvmsg sendmsg recvfrom sendto getsockopt shutdown
exit exit_group arch_prctl set_tid_address get_mempolicy getpriority getrlimit
""".split()
_GPU_ALLOWED = ("mlock", "munlock", "memfd_create", "ftruncate")
_CLONE_THREAD = 0x10000
_FIONREAD = 0x541B
# FIOASYNC, FIOSETOWN, SIOCSPGRP send signals to others; TIOCSTI and TIOCLINUX type for them.
_IOCTLS_TO_OTHERS = (0x5452, 0x8901, 0x8902, 0x5412, 0x541C)
_O_ASYNC = 0o20000
_SET_NAME, _GET_NAME, _SET_VMA = 15, 16, 0x53564D41
# F_DUPFD … F_GETLK, F_DUPFD_CLOEXEC, sizes of pipes and seals; no F_SETOWN, F_SETSIG, F_SETLEASE.
_FCNTL_COMMANDS = (0, 1, 2, 3, 5, 1030, 1032, 1034)
_F_SETFL = 4
_O_TRUNC = 0o1000
_TRUNCATE_FROM_ABI = 3


def readable_roots() -> list[Path]:
    """The folders that a candidate can read: the interpreter, its packages, the libraries."""
    package = Path(__file__).resolve().parent.parent
    prefixes = [Path(prefix).resolve() for prefix in (sys.prefix, sys.base_prefix)]
    sites = [Path(entry).resolve() for entry in sys.path if entry.endswith("-packages")]
    candidates = [*prefixes, *sites, package, *map(Path, (*_SYSTEM_FOLDERS, *_CPU_FOLDERS))]
    return [folder for folder in dict.fromkeys(candidates) if folder.is_dir()]


def make_ruleset(abi: int, *, gpu: bool = False) -> Ruleset:
    """The Landlock rules: read the roots, a few files, and ``/dev/null``; write nothing.

    Args:
        abi: the version of Landlock to keep to; what it lacks is carried by the filter.
        gpu: whether the GPU's devices may be opened.
    """
    ruleset = Ruleset(
        handled_fs=fs_for_abi(abi),
        handled_net=net_for_abi(abi),
        scoped=(Scope.ABSTRACT_UNIX_SOCKET | Scope.SIGNAL) & scope_for_abi(abi),
    )
    for folder in readable_roots():
        ruleset.allow_path(folder, _READ)
    for name in _SYSTEM_FILES:
        if Path(name).exists():
            ruleset.allow_path(name, AccessFS.READ_FILE)
    ruleset.allow_path("/dev/null", AccessFS.READ_FILE | AccessFS.WRITE_FILE)
    for name in _GPU_PATHS if gpu else ():
        path = Path(name)
        if path.exists():
            access = AccessFS.READ_FILE | AccessFS.WRITE_FILE
            ruleset.allow_path(path, (access | AccessFS.READ_DIR) if path.is_dir() else access)
    return ruleset


def make_filter(abi: int, *, gpu: bool = False) -> Filter:
    """The seccomp filter: an allow-list; everything else fails with EPERM.

    Args:
        abi: the version of Landlock that goes with it, 0 for none. Network, signals and devices
            are refused here in any case; truncating on opening only where Landlock can't.
        gpu: whether the GPU's devices are used.

    Raises:
        SandboxError: this kernel has no seccomp filters.
    """
    # Asked here also because the library looks for libc on its first call, which a confined
    # process could not do any more.
    if not seccompy.supported():
        raise SandboxError("this kernel has no seccomp filters")
    filter_ = Filter(default=int(Action.ERRNO) | errno.EPERM)
    for name in (*_ALLOWED, *(_GPU_ALLOWED if gpu else ())):
        _allow_if_known(filter_, name)
    _threads_but_no_processes(filter_)
    _opening(filter_, truncates=abi >= _TRUNCATE_FROM_ABI)
    _careful_descriptors(filter_, gpu=gpu)
    for option in (_SET_NAME, _GET_NAME, _SET_VMA):
        filter_.allow("prctl", args=[ArgCmp(0, CmpOp.EQ, option)])
    # Its own limits, to be read.
    filter_.allow("prlimit64", args=[ArgCmp(0, CmpOp.EQ, 0), ArgCmp(2, CmpOp.EQ, 0)])
    for name in ("socket", "connect", "bind", "socketpair"):
        filter_.errno(name, errno.EACCES)
    filter_.errno("io_uring_setup", errno.ENOSYS)
    return filter_


def _allow_if_known(filter_: Filter, name: str, *conditions: ArgCmp) -> None:
    try:
        filter_.allow(name, args=list(conditions) or None)
    except ValueError:  # this architecture has no such system call (aarch64: open, stat, …)
        return


def _threads_but_no_processes(filter_: Filter) -> None:
    filter_.allow("clone", args=[ArgCmp(0, CmpOp.MASKED_EQ, _CLONE_THREAD, _CLONE_THREAD)])
    filter_.errno("clone3", errno.ENOSYS)  # its flags lie in memory; glibc falls back to clone
    filter_.allow("sched_setaffinity", args=[ArgCmp(0, CmpOp.EQ, 0)])


def _opening(filter_: Filter, *, truncates: bool) -> None:
    # Before its third version Landlock let whoever may read a file empty it with O_TRUNC, which
    # needs no descriptor for writing.
    for name, flags in (("open", 1), ("openat", 2)):
        if truncates:
            _allow_if_known(filter_, name)
        else:
            _allow_if_known(filter_, name, ArgCmp(flags, CmpOp.MASKED_EQ, 0, _O_TRUNC))


def _careful_descriptors(filter_: Filter, *, gpu: bool) -> None:
    if gpu:
        for request in _IOCTLS_TO_OTHERS:
            filter_.errno(
                "ioctl", errno.EPERM, args=[ArgCmp(1, CmpOp.MASKED_EQ, request, 0xFFFFFFFF)]
            )
        filter_.allow("ioctl")
    else:
        filter_.allow("ioctl", args=[ArgCmp(1, CmpOp.EQ, _FIONREAD)])
        filter_.errno("ioctl", errno.ENOTTY)  # isatty() is False
    for command in _FCNTL_COMMANDS:
        filter_.allow("fcntl", args=[ArgCmp(1, CmpOp.EQ, command)])
    # F_SETFL without O_ASYNC: that flag and F_SETOWN send signals to others.
    no_async = ArgCmp(2, CmpOp.MASKED_EQ, 0, _O_ASYNC)
    filter_.allow("fcntl", args=[ArgCmp(1, CmpOp.EQ, _F_SETFL), no_async])
