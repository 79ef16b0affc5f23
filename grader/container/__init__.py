"""``grader run --container``: the same run, in a container, where there is Docker or podman.

Where Linux is missing the engine brings it: nothing here needs Linux itself. ``engine`` finds an
engine, ``command`` says what it is asked, ``running`` waits and hands on signals. The run inside is
an ordinary one: this package grades nothing.
"""

from __future__ import annotations

import secrets

from grader.container.command import Asked, command_line, make_folders
from grader.container.engine import find_engine
from grader.container.running import run_engine

__all__ = ["Asked", "run_in_container"]


def run_in_container(image: str, asked: Asked) -> int:
    """Run ``grader run`` in a container of an image, and give its exit code.

    Raises:
        UsageError: a folder that was named is not there, or can't be mounted.
        ContainerError: there is no engine, it doesn't answer, or it doesn't have the image.
    """
    make_folders(asked)
    engine = find_engine(image)
    name = f"grader-{secrets.token_hex(6)}"
    return run_engine(engine, name, command_line(engine, image, name, asked))
