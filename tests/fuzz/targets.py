"""What fuzzers throw bytes at: each target takes any bytes, and must refuse them or make sense.

Refusing is one error type each; anything else that comes out is a fault. Used by ``run.py``
(coverage-guided, by the million) and by ``test_fuzz.py`` (a short run).
"""

from __future__ import annotations

import contextlib
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import torch

from grader.candidate.extract import Spec, extract, parse_file
from grader.candidate.notebook import UnreadableError, read_notebook
from grader.errors import WireError
from grader.exam.candidate import _extractions, _notes, _raised, _reading
from grader.exam.describe import describe
from grader.intake.archives import ArchiveProblem, archive_members
from grader.sandbox.faults import CandidateFault
from grader.wire.values import Decoder, Encoder, lists_in

ROOT = Path(__file__).parent.parent.parent
_SPECS = [
    Spec.from_plain(
        {
            "exercise": name,
            "function": name,
            "parameters": parameters,
            "also_named": [],
            "provided": ["data_iter", "sgd"] if name == "train" else [],
            "forbid": ["torch.optim"],
            "given": [],
            "others": ["linreg", "sgd"],
        }
    )
    for name, parameters in (("linreg", 3), ("sgd", 3), ("train", 9))
]


def frame(data: bytes) -> bool:
    """A frame from a candidate: two bytes say how long the header is. True where it is valid."""
    length = int.from_bytes(data[:2], "little")
    header, body = data[2 : 2 + length], bytearray(data[2 + length :])
    try:
        message = Decoder(header, body, lambda code, payload: (code, payload))
    except WireError:
        return False
    for read in (_raised, lambda tree: list(_notes(tree)), lambda tree: _reading("f", tree)):
        try:
            read(message.tree)
        except CandidateFault:
            continue
    with contextlib.suppress(CandidateFault):
        _extractions(message.tree, ["sgd"])
    lists_in(message.tree)
    describe(message.tree)
    with contextlib.suppress(WireError):  # a key or a size that may come but not go
        Encoder(lambda value: None).header(message.tree)
    return True


def notebook(data: bytes) -> bool:
    """A handed-in notebook, read, parsed and taken apart. True where it is one."""
    try:
        found = read_notebook("work.ipynb", data)
    except UnreadableError:
        return False
    read = parse_file(found)
    for spec in _SPECS:
        extract([read], spec).report()
    return True


def archive(data: bytes) -> bool:
    """A handed-in zip file. True where something could be read."""
    try:
        members = list(archive_members(io.BytesIO(data), wanted=(".ipynb", ".py"), file_mb=1))
    except ArchiveProblem:
        return False
    return bool(members)


def frame_seeds() -> Iterator[bytes]:
    """Valid replies of every shape."""
    leaf = torch.ones(2, 3, requires_grad=True)
    leaf.grad = torch.ones(2, 3)
    trees: list[object] = [
        [torch.zeros(3, 1), [{}, {}, {}, {}], [[], [], False]],
        [{"a": (1, 2.5, None, True)}, {1, 2}, b"x", 1 << 80, 1j],
        [leaf, torch.empty(0, 4), torch.tensor([True])],
        [["ValueError", "Exception"], "no", [["f.ipynb", 3, 2, "sgd", "raise"]]],
        [[[1, "code", "x = 1"], [2, "markdown", "# x"]], None],
        [None, ["not_json", {"file": "sgd.ipynb", "line": 3}]],
        [{"exercise": "sgd", "status": "found", "file": "f", "notes": [], "forbidden": None}],
        [["renamed", {"name": "SGD", "wanted": "sgd"}]],
    ]
    for tree in trees:
        encoder = Encoder()
        header = encoder.header(tree)
        body = b"".join(bytes(buffer) for buffer in encoder.buffers)
        yield len(header).to_bytes(2, "little") + header + body


def notebook_seeds() -> Iterator[bytes]:
    """Real notebooks: the stubs, the examples, the cases of the tests."""
    for pattern in (
        "assignments/**/*.ipynb",
        "examples/**/*.ipynb",
        "tests/submissions/**/*.ipynb",
    ):
        for path in sorted(ROOT.glob(pattern)):
            if path.stat().st_size < 1 << 15:
                yield path.read_bytes()


def archive_seeds() -> Iterator[bytes]:
    """Small zips in each method, with folders, odd names and several members."""
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", method) as packed:
            packed.writestr("ada/sgd.ipynb", json.dumps({"nbformat": 4, "cells": []}))
            packed.writestr("ada/全部.py", "x = 1\n" * 20)
            packed.writestr("__MACOSX/._sgd.ipynb", b"\0\1")
        yield buffer.getvalue()


TARGETS: dict[str, tuple[Callable[[bytes], bool], Callable[[], Iterator[bytes]]]] = {
    "frame": (frame, frame_seeds),
    "notebook": (notebook, notebook_seeds),
    "archive": (archive, archive_seeds),
}
