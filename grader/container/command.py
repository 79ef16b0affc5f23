"""What the engine is asked: the run as it was asked for, its folders mounted, all else closed.

Folders are in the container where they are on this machine, so that what the run says of them, and
what the gradebook remembers, is true outside too.
"""

from __future__ import annotations

import csv
import io
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath, PurePosixPath

from grader.container.engine import Engine
from grader.errors import UsageError

_HARDENED = (
    "--network=none",
    "--read-only",
    "--tmpfs=/tmp",
    "--cap-drop=ALL",
    "--security-opt=no-new-privileges",
    "--pids-limit=16384",
)
# What a folder that is mounted there would hide.
_NEEDED = tuple(
    map(
        PurePosixPath,
        "/bin /dev /etc /lib /lib64 /opt/grader /proc /sbin /sys /tmp /usr".split(),
    )
)
_TAKEN = tuple(map(PurePosixPath, ("/dev", "/opt/grader", "/proc", "/sys")))


@dataclass(frozen=True)
class Asked:
    """What was asked of ``grader run``.

    ``course`` None takes the image's; ``options`` are all others, as they are written;
    ``engine_options`` are for the engine; a ``dry_run`` makes no folders.
    """

    submissions: Path
    output: Path
    course: Path | None
    gradebook: Path | None
    options: Sequence[str] = ()
    engine_options: Sequence[str] = ()
    dry_run: bool = False


def make_folders(asked: Asked) -> None:
    """See that all that is mounted is there: an engine would make it, as root, or fail.

    Raises:
        UsageError: something is missing and not ours to make, or can't be made.
    """
    if not asked.submissions.exists():
        raise UsageError(
            f"{asked.submissions}: there is no such folder or zip",
            hint="Name the folder, or the platform's zip, that holds the submissions.",
        )
    if asked.course is not None and not asked.course.is_dir():
        raise UsageError(
            f"{asked.course}: there is no such folder", hint="Name the course with --course PATH."
        )
    for folder in () if asked.dry_run else _written(asked):
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UsageError(
                f"{folder}: this folder can't be made ({error.strerror})",
                hint="Name another one with --output, or --gradebook for the gradebook.",
            ) from error


def command_line(engine: Engine, image: str, name: str, asked: Asked) -> list[str]:
    """The engine's whole command.

    Args:
        engine: which one.
        image: what it runs; its entry point is grader.
        name: of the container.
        asked: what for.

    Raises:
        UsageError: a folder can't be mounted.
    """
    command = [engine.path, "run", "--rm", "--pull=never", f"--name={name}", *_HARDENED]
    command += ["--no-healthcheck", *_terminal(), *_user(engine), *_mounts(asked)]
    command += [*asked.engine_options, image, "run", *asked.options]
    if asked.course is not None:
        command.append(f"--course={inside(asked.course.resolve())}")
    if asked.gradebook is not None:
        command.append(f"--gradebook={inside(asked.gradebook.resolve())}")
    command.append(f"--output={inside(asked.output.resolve())}")
    return [*command, "--", str(inside(asked.submissions.resolve()))]


def inside(path: PurePath) -> PurePosixPath:
    r"""Where an absolute path of this machine is in the container: the same; C:\x is /c/x.

    Raises:
        UsageError: it is on another computer.
    """
    if not path.drive:
        return PurePosixPath(path)
    if not path.drive.endswith(":"):
        raise UsageError(
            f"{path}: a folder on another computer can't be mounted",
            hint="Copy it to this one.",
        )
    return PurePosixPath("/", path.drive[0].lower(), *path.parts[1:])


def _terminal() -> list[str]:
    """Questions can be asked where there is a terminal on both sides."""
    stdin = sys.stdin is not None and sys.stdin.isatty()
    if stdin and sys.stdout.isatty():
        return ["--interactive", "--tty"]
    return [] if stdin else ["--interactive"]


def _user(engine: Engine) -> list[str]:
    """Results belong to whoever runs this."""
    if not hasattr(os, "getuid"):  # on Windows the engine sees to it
        return []
    if engine.rootless and engine.name == "docker":
        return ["--user=0:0"]  # which is our user outside
    user = f"--user={os.getuid()}:{os.getgid()}"
    return ["--userns=keep-id", user] if engine.rootless else [user]


def _written(asked: Asked) -> Iterator[Path]:
    yield asked.output
    if asked.gradebook is not None:
        yield asked.gradebook.absolute().parent  # its lock and its journal lie beside it


def _mounts(asked: Asked) -> Iterator[str]:
    writable = dict.fromkeys([asked.submissions.resolve()], False)
    if asked.course is not None:
        writable[asked.course.resolve()] = False
    for folder in _written(asked):
        if folder.exists():  # always, but for a dry run
            writable[folder.resolve()] = True
    for path in sorted(writable):
        fields = ["type=bind", f"source={path}", f"target={_target(path)}"]
        if not writable[path]:
            fields.append("readonly")
        line = io.StringIO()
        csv.writer(line, lineterminator="").writerow(fields)
        yield f"--mount={line.getvalue()}"


def _target(path: Path) -> PurePosixPath:
    target = inside(path)
    hides = any(needed.is_relative_to(target) for needed in _NEEDED)
    if hides or any(target.is_relative_to(taken) for taken in _TAKEN):
        raise UsageError(
            f"{path}: this folder can't be mounted in a container, where it is the system's own",
            hint="Use a folder below it, or elsewhere.",
        )
    return target
