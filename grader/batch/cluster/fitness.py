"""What the machines of a cluster must have in common, so that it does not matter who grades."""

from __future__ import annotations

import sys
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import version
from typing import Any

import grader
from grader.batch.fingerprint import package_digest


@dataclass(frozen=True)
class Fitness:
    """The software that a grading depends on. ``code`` is the digest of grader's own."""

    grader: str
    code: str
    torch: str
    numpy: str
    python: str

    @classmethod
    @cache  # asked for with every paper
    def of_this_process(cls) -> Fitness:
        python = f"{sys.version_info.major}.{sys.version_info.minor}"
        return cls(
            grader.__version__, package_digest()[:12], version("torch"), version("numpy"), python
        )

    def plain(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_plain(cls, plain: dict[str, Any]) -> Fitness:
        return cls(**plain)

    def differences(self, other: Fitness) -> list[str]:
        """What the other has otherwise, in words."""
        mine, theirs = asdict(self), asdict(other)
        return [
            f"{name} {theirs[name]} instead of {mine[name]}"
            for name in mine
            if mine[name] != theirs[name]
        ]
