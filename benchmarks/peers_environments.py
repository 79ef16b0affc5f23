"""Environments of the peers: each is installed once, by pip, and kept.

A folder of its own for each, with its newest version at that time, PyTorch of the version that
grader has here, and what else the class's programs import. To measure a newer version, take the
folder away.
"""

from __future__ import annotations

import importlib.metadata
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from classes import ROOT

KEPT = Path.home() / ".cache" / "grader-benchmarks"
_SAME = ("torch", "numpy", "scipy", "ipykernel")  # of the versions that are installed here
_RECORDED = "installed.json"
_ASK = """
import importlib.metadata, json, sys

print(json.dumps({name: importlib.metadata.version(name) for name in sys.argv[1:]}))
"""


@dataclass(frozen=True)
class Environment:
    """An installed peer."""

    folder: Path
    versions: dict[str, str]

    def command(self, name: str) -> str:
        """The path of a command that is installed in it."""
        return str(self.folder / "bin" / name)

    def variables(self) -> dict[str, str]:
        """For what runs in it: its commands come first, and grader's helpers can be imported.

        grader is not installed in it: of grader only what tests import from ``grader.exam`` is
        used, and that needs nothing beyond torch.
        """
        place = str(self.folder / "bin")
        return {
            **os.environ,
            "PATH": place + os.pathsep + os.environ["PATH"],
            "VIRTUAL_ENV": str(self.folder),
            "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "benchmarks")]),
        }


def environment(package: str, kept: Path) -> Environment:
    """The environment of a peer; installed, with a word about it, if it is not there yet."""
    folder = kept / package
    record = folder / _RECORDED
    if not record.is_file():
        print(f"installing {package} into {folder} ...", flush=True)
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], check=True)
        same = [f"{name}=={_plain(importlib.metadata.version(name))}" for name in _SAME]
        pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet"]
        subprocess.run([*pip, *same, package], check=True)
        record.write_text(json.dumps(_versions(folder, (package, *_SAME)), indent=1), "utf-8")
    return Environment(folder, json.loads(record.read_text("utf-8")))


def _plain(version: str) -> str:
    """Without the kind of build: ``2.13.0+cpu`` is 2.13.0."""
    return version.partition("+")[0]


def _versions(folder: Path, packages: Sequence[str]) -> dict[str, str]:
    command = [str(folder / "bin" / "python"), "-c", _ASK, *packages]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
