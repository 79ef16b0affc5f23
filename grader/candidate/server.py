"""Serves one examiner on one socket: reads files, loads programs, answers calls.

One loop, one request at a time; each is answered by DONE or by RAISED. When the examiner goes
away the process ends. The order of requests is the examiner's business.
"""

from __future__ import annotations

import os
import socket
import struct
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import torch

from grader.candidate.effects import GlobalState, Watch
from grader.candidate.extract import Program, ReadFile, Spec, extract, parse_file
from grader.candidate.handed import Handed
from grader.candidate.notebook import UnreadableError, read_notebook
from grader.candidate.program import Loaded, Sources, load_program
from grader.candidate.public import PublicCell
from grader.errors import WireError
from grader.wire.frames import Caps, receive_frame, send_frame
from grader.wire.messages import REQUESTS, Kind
from grader.wire.tensors import storage_of
from grader.wire.values import (
    ARGUMENT,
    ITERABLE,
    PROVIDED,
    YIELDED,
    Decoder,
    Encoder,
    Reference,
)

_CAPS = Caps(body=1 << 30)
_MAX_MESSAGE = 4000
_MAX_LANGUAGE = 20
_PULLED_BYTES = 16 << 20


class _HungUpError(BaseException):
    """The examiner is gone. (``EOFError`` is also what a student's ``input()`` raises.)"""


@dataclass
class _Pass:
    """One iteration over an object; ``error`` is what it raised ahead of its turn."""

    iterator: Iterator[Any]
    error: BaseException | None = None


@dataclass
class _Iterable:
    """An object of the student's that can be iterated, and the iterations over it so far."""

    source: Any
    watch: Watch
    passes: dict[int, _Pass] = field(default_factory=dict)


@dataclass
class _Graph:
    """What a backward pass through the border needs: the outputs, and the inputs' tensors."""

    outputs: list[torch.Tensor]
    inputs: list[torch.Tensor]


@dataclass
class _Test:
    """What lives as long as one test."""

    iterables: list[_Iterable] = field(default_factory=list)
    graphs: dict[int, _Graph] = field(default_factory=dict)
    handed: Handed = field(default_factory=Handed)


class Server:
    """Answers an examiner's requests.

    Args:
        sock: the wire, a blocking stream socket.
        flush: pushes out what the student's code has printed so far.
    """

    def __init__(self, sock: socket.socket, flush: Callable[[], None]) -> None:
        self._sock = sock
        self._flush = flush
        self._files: list[ReadFile] = []
        self._programs: dict[str, Program] = {}
        self._loaded: dict[str, Loaded] = {}
        self._sources = Sources()
        self._state = GlobalState()
        self._test = _Test()
        self._cell: PublicCell | None = None
        self._handlers: dict[Kind, Callable[[Any, Decoder], None]] = {
            Kind.READ: self._read,
            Kind.EXTRACT: self._extract,
            Kind.LOAD: self._load,
            Kind.CALL: self._call,
            Kind.NEXT: self._next,
            Kind.BACKWARD: self._backward,
            Kind.PUBLIC: self._public,
            Kind.STEP: self._step,
        }

    def serve(self) -> None:
        """Answer requests until the examiner hangs up."""
        while True:
            try:
                frame = receive_frame(self._sock, REQUESTS, caps=_CAPS, in_turns=True)
                message = Decoder(frame.header, frame.body, self._resolve)
            except (EOFError, WireError):
                return
            try:
                self._handlers[frame.kind](message.tree, message)
            except _HungUpError:
                return
            except BaseException as error:  # whatever the student's code raises is its answer
                try:
                    self._raised(error)
                except _HungUpError:
                    return

    def _reply(self, kind: Kind, tree: object, encoder: Encoder | None = None) -> None:
        encoder = encoder or Encoder()
        header = encoder.header(tree)
        self._flush_output()
        try:
            send_frame(self._sock, kind, header, encoder.buffers)
        except EOFError as error:
            raise _HungUpError from error

    def _flush_output(self) -> None:
        for flush in (getattr(sys.stdout, "flush", None), self._flush):
            try:
                if flush is not None:
                    flush()
            except Exception:  # a student may have replaced or closed sys.stdout
                continue

    def _raised(self, error: BaseException) -> None:
        names = [kind.__name__[:100] for kind in type(error).__mro__ if kind is not object][:12]
        try:
            message = str(error)[:_MAX_MESSAGE]
        except BaseException:  # a student's own __str__ may do anything
            message = "(the exception's message could not be made)"
        self._reply(Kind.RAISED, [names, message, self._sources.frames(error)])

    def _resolve(self, code: int, data: bytes) -> object:
        if code == PROVIDED:
            exercise, _, name = data.decode().partition(":")
            return getattr(self._loaded[exercise].provided, name)
        raise WireError(f"a request may not hold a reference of kind {code}")

    # Reading and loading.

    def _read(self, tree: Any, _: Decoder) -> None:
        name, data = tree
        try:
            notebook = read_notebook(name, data)
        except UnreadableError as error:
            self._reply(Kind.DONE, [None, [error.code, error.values], None])
            return
        self._files.append(parse_file(notebook))
        cells = [[cell.number, cell.kind, cell.source] for cell in notebook.cells]
        self._reply(Kind.DONE, [cells, None, (notebook.language or "")[:_MAX_LANGUAGE]])

    def _extract(self, tree: Any, _: Decoder) -> None:
        self._sources.register(self._files)
        for plain in tree:
            spec = Spec.from_plain(plain)
            self._programs[spec.exercise] = extract(self._files, spec)
        self._reply(Kind.DONE, [program.report() for program in self._programs.values()])

    def _load(self, tree: Any, _: Decoder) -> None:
        exercise, provided = tree
        self._state.begin(0)
        loaded = load_program(self._programs[exercise], provided)
        self._loaded[exercise] = loaded
        self._reply(Kind.DONE, [list(note) for note in loaded.notes])

    # Tests.

    def _begin(self, seed: int | None) -> None:
        if seed is not None:
            self._test = _Test()
            self._state.begin(seed)

    def _call(self, tree: Any, message: Decoder) -> None:
        call, exercise, target, name, arguments, with_gradients, tokens, seed = tree
        self._begin(seed)
        arguments = self._test.handed.settle(message, arguments, tokens)
        watch = Watch(message, arguments)
        function = self._loaded[exercise].function(target, name)
        with torch.set_grad_enabled(with_gradients):
            value = function(*arguments)
            changed, seeded = self._state.effects(with_gradients)
        effects = [*changed, *watch.left_behind()], seeded
        encoder = Encoder(lambda found: self._refer(found, watch))
        part = encoder.part(value)
        shares = _shares(encoder.tensors, watch)
        if with_gradients:
            self._keep_graph(call, encoder, watch)
        changes = watch.changes()
        self._reply(Kind.DONE, [part, changes, [*effects, shares]], encoder)

    def _refer(self, found: object, watch: Watch) -> Reference | None:
        if isinstance(found, torch.Tensor | np.ndarray):
            code, number = ARGUMENT, watch.number_of(found)
            if number is None:
                code, number = YIELDED, watch.yielded_number(found)
            return None if number is None else (code, struct.pack("<I", number))
        if isinstance(found, np.generic) or not _can_be_iterated(found):
            return None
        return ITERABLE, struct.pack("<I", self._handle(found, watch))

    def _handle(self, found: Any, watch: Watch) -> int:
        for number, iterable in enumerate(self._test.iterables):
            if iterable.source is found:
                return number
        self._test.iterables.append(_Iterable(found, watch))
        return len(self._test.iterables) - 1

    def _keep_graph(self, call: int, encoder: Encoder, watch: Watch) -> None:
        outputs = [
            tensor
            for tensor in encoder.tensors
            if isinstance(tensor, torch.Tensor) and tensor.requires_grad and not tensor.is_leaf
        ]
        inputs = [tensor for _, tensor in sorted(watch.tensors.items()) if tensor.requires_grad]
        if outputs and inputs:
            self._test.graphs[call] = _Graph(outputs, inputs)

    def _next(self, tree: Any, _: Decoder) -> None:
        handle, number, count, with_gradients = tree
        iterable = self._test.iterables[handle]
        encoder = Encoder(lambda found: self._refer(found, iterable.watch), copy=True)
        items: list[object] = []
        with torch.set_grad_enabled(with_gradients):
            if number not in iterable.passes:
                iterable.passes[number] = _Pass(iter(iterable.source))
            running = iterable.passes[number]
            finished = self._pull(running, iterable.watch, count, encoder, items, with_gradients)
        self._reply(Kind.DONE, [items, finished], encoder)

    def _pull(
        self,
        running: _Pass,
        watch: Watch,
        count: int,
        encoder: Encoder,
        items: list[object],
        with_gradients: bool,
    ) -> bool:
        """Append up to ``count`` items, each with what changed while it was made; fewer where they
        are large.

        An exception after the first item waits for the next pull, as it would without a border.
        """
        if running.error is not None:
            raise running.error
        while len(items) < count and not (items and encoder.size > _PULLED_BYTES):
            try:
                item = next(running.iterator)
            except StopIteration:
                return True
            except BaseException as error:  # whatever the student's generator raises
                if not items:
                    raise
                running.error = error
                return False
            effects = self._state.effects(with_gradients)
            items.append(self._item(item, watch, encoder, effects))
        return False

    def _item(
        self, item: object, watch: Watch, encoder: Encoder, effects: tuple[list[str], list[str]]
    ) -> list[object]:
        first = len(encoder.tensors)
        part = encoder.part(item)
        new = enumerate(encoder.tensors[first:], first)
        tensors = [(number, found) for number, found in new if isinstance(found, torch.Tensor)]
        shares = _shares([tensor for _, tensor in tensors], watch)
        changes = watch.changes()
        if changes is not None:
            changes = encoder.part(changes)  # as they are now: more items may follow
        numbers = [[watch.remember(tensor), number] for number, tensor in tensors]
        return [part, numbers, changes, [*effects, shares]]

    def _backward(self, tree: Any, _: Decoder) -> None:
        call, gradients = tree
        graph = self._test.graphs.pop(call)
        wanted = [(out, grad) for out, grad in zip(graph.outputs, gradients, strict=True)]
        wanted = [(out, grad) for out, grad in wanted if grad is not None]
        result = torch.autograd.grad(
            [out for out, _ in wanted],
            graph.inputs,
            [grad for _, grad in wanted],
            allow_unused=True,
        )
        self._reply(Kind.DONE, list(result))

    # Public checks.

    def _public(self, tree: Any, _: Decoder) -> None:
        exercise, name, data, number, seed = tree
        self._begin(seed)
        if data is None:
            file = next(file for file in self._files if file.notebook.file == name)
        else:  # a stub, which is none of the student's files
            file = parse_file(read_notebook(name, data))
            self._sources.register([file])
        self._cell = None
        cell = next(cell for cell in file.cells if cell.number == number)
        if cell.problem is None:
            self._cell = PublicCell(self._loaded[exercise], file, cell)
        checks = [] if self._cell is None else [check.report() for check in self._cell.checks]
        self._reply(Kind.DONE, [checks, cell.problem and list(cell.problem)])

    def _step(self, tree: Any, _: Decoder) -> None:
        assert self._cell is not None
        self._cell.run(tree[0])
        self._reply(Kind.DONE, [])


def _can_be_iterated(found: object) -> bool:
    # As ``for`` sees it: also what has nothing but numbered items.
    return hasattr(type(found), "__iter__") or hasattr(type(found), "__getitem__")


def _shares(tensors: list[Any], watch: Watch) -> bool:
    """Whether any of ``tensors`` lies in the storage of an argument, or is one."""
    storages = watch.storages() if tensors else ()
    return any(
        isinstance(tensor, torch.Tensor) and storage_of(tensor) in storages for tensor in tensors
    )


def run(sock: socket.socket) -> None:
    """Serve until the examiner hangs up, then end the process without any clean-up of theirs."""
    output = os.fdopen(1, "w", encoding="utf-8", errors="backslashreplace", closefd=False)
    sys.stdout = sys.stderr = output
    try:
        Server(sock, output.flush).serve()
    finally:
        os._exit(0)
