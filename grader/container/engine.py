"""Finds an engine that runs containers here: Docker, or else podman."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from typing import Literal

from grader.errors import ContainerError

_ANSWER_SECONDS = 30
# What says whether it answers and whether an ordinary user runs it.
_QUESTIONS: dict[Literal["docker", "podman"], str] = {
    "docker": "{{json .SecurityOptions}}",
    "podman": "{{.Host.Security.Rootless}}",
}
_NONE = "Install Docker (docs.docker.com/get-docker) or podman (podman.io), or use Linux itself."


@dataclass(frozen=True)
class Engine:
    """An engine that answers. ``rootless``: an ordinary user runs it, without root's help."""

    name: Literal["docker", "podman"]
    path: str
    rootless: bool


def find_engine(image: str) -> Engine:
    """The first engine that answers and has the image.

    Raises:
        ContainerError: there is none; it says what is wrong with each that was found.
    """
    engines, problems = _answering()
    for engine in engines:
        if _says([engine.path, "image", "inspect", image]).returncode == 0:
            return engine
    if engines:
        named = " and ".join(engine.name for engine in engines)
        raise ContainerError(
            f"{named}: there is no image {image!r} here",
            hint=f"Build it (docker build -t {image} . in grader's folder) or get it with "
            f"{engines[0].name} pull {image}.",
        )
    if problems:
        raise ContainerError(
            "\n".join(["no engine for containers answers", *problems]),
            hint="Start it: Docker Desktop, systemctl start docker, or podman machine start.",
        )
    raise ContainerError("neither docker nor podman was found on this machine", hint=_NONE)


def _answering() -> tuple[list[Engine], list[str]]:
    engines, problems = [], []
    for name, question in _QUESTIONS.items():
        path = shutil.which(name)
        if path is None:
            continue
        said = _says([path, "info", "--format", question])
        if said.returncode == 0:
            engines.append(Engine(name, path, "rootless" in said.stdout or "true" in said.stdout))
        else:
            complaint = said.stderr.strip().splitlines() or [f"exit code {said.returncode}"]
            problems.append(f"  - {name}: {complaint[-1]}")
    return engines, problems


def _says(command: list[str]) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_ANSWER_SECONDS,
        )
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(command, 1, "", f"no answer in {_ANSWER_SECONDS} s")
    except OSError as error:
        return subprocess.CompletedProcess(command, 1, "", str(error))
