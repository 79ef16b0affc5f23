"""Runs a command where user namespaces are refused, as under Docker's default seccomp profile."""

from __future__ import annotations

import errno
import os
import sys

from seccompy import Action, ArgCmp, CmpOp, Filter

_CLONE_NEWUSER = 0x10000000
_REFUSED = "unshare setns mount umount2 pivot_root keyctl add_key bpf perf_event_open".split()


def main() -> None:
    profile = Filter(default=int(Action.ALLOW))
    for name in _REFUSED:
        profile.errno(name, errno.EPERM)
    in_user_namespace = ArgCmp(0, CmpOp.MASKED_EQ, _CLONE_NEWUSER, _CLONE_NEWUSER)
    profile.errno("clone", errno.EPERM, args=[in_user_namespace])
    profile.errno("clone3", errno.ENOSYS)
    profile.load()
    os.execvp(sys.argv[1], sys.argv[1:])


if __name__ == "__main__":
    main()
