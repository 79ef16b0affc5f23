"""What known programs lead hidden tests to, kept in files: for the other examiners of a run, and
for later runs over the same tests with the same seed.

A file is written whole or not at all, and one that can't be read is as good as none.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from pathlib import Path
from typing import Any, TypeAlias

import msgpack
import numpy as np

from grader.diagnosis.agreement import Pattern
from grader.exam.transcript import Numbers, Sample, Saw, Seen, Transcript

_NUMBERS, _SAMPLE = "numbers", "sample"

# What is kept: a pattern, that there is none, or a plain fact.
Kept: TypeAlias = Pattern | bool | None


class Memory:
    """Files in one folder.

    Args:
        folder: for one set of tests and one seed; what is in it holds for nothing else. None keeps
            nothing.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def find(self, *key: str) -> tuple[bool, Kept]:
        """Whether something is known, and what."""
        if self._folder is None:
            return False, None
        try:
            return True, _unpacked(self._place(key).read_bytes())
        except Exception:  # a damaged file may hold anything
            return False, None

    def keep(self, *key: str, value: Kept) -> None:
        """Keep it, as far as that is possible here."""
        if self._folder is None:
            return
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            descriptor, name = tempfile.mkstemp(dir=self._folder)
            with os.fdopen(descriptor, "wb") as file:
                file.write(msgpack.packb(_plain(value)))
            Path(name).replace(self._place(key))

    def _place(self, key: tuple[str, ...]) -> Path:
        assert self._folder is not None
        return self._folder / hashlib.sha256("\0".join(key).encode()).hexdigest()


def _plain(value: Kept) -> object:
    if not isinstance(value, Pattern):
        return value
    again = None if value.again is None else _plain_seen(value.again)
    return [_plain_seen(value.first), again, value.values_vary]


def _plain_seen(transcript: Transcript) -> object:
    return [
        [seen.what, [[name, _plain_saw(saw)] for name, saw in seen.values.items()]]
        for seen in transcript.seen
    ]


def _plain_saw(saw: Saw) -> object:
    if isinstance(saw, Numbers):
        return [_NUMBERS, list(saw.shape), saw.dtype, *_plain_array(saw.elements)]
    if isinstance(saw, Sample):
        return [_SAMPLE, saw.size, *_plain_array(saw.quantiles)]
    return saw


def _plain_array(array: np.ndarray[Any, Any]) -> list[object]:
    return [array.dtype.str, array.tobytes()]


def _unpacked(data: bytes) -> Kept:
    plain = msgpack.unpackb(data)
    if plain is None or isinstance(plain, bool):
        return plain
    first, again, vary = plain
    return Pattern(_seen(first), None if again is None else _seen(again), vary)


def _seen(plain: Any) -> Transcript:
    return Transcript(
        seen=[Seen(what, {name: _saw(value) for name, value in values}) for what, values in plain]
    )


def _saw(plain: Any) -> Saw:
    if not isinstance(plain, list):
        number_or_words: float | str | None = plain
        return number_or_words
    if plain[0] == _NUMBERS:
        _, shape, dtype, kind, data = plain
        return Numbers(tuple(shape), dtype, np.frombuffer(data, kind))
    _, size, kind, data = plain
    return Sample(size, np.frombuffer(data, kind))
