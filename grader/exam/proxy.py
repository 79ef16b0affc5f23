"""``student``: the student's functions, called across the process border as if they were here.

Arguments are copied out and restored: what the function changed in place has changed here too,
with gradients and ``requires_grad``. Returned tensors can be differentiated through the border,
once. Returned iterables are pulled lazily.
"""

from __future__ import annotations

import struct
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import torch

from grader.errors import WireError
from grader.exam.border import attach
from grader.exam.candidate import Conversation
from grader.exam.tape import Event
from grader.sandbox import faults
from grader.wire.messages import Kind
from grader.wire.names import PASSING
from grader.wire.tensors import storage_of
from grader.wire.values import (
    ARGUMENT,
    ITERABLE,
    PROVIDED,
    YIELDED,
    Decoder,
    Encoder,
    Reference,
    lists_in,
    tensors_in,
)

_MAX_ITEMS = 10_000
_MAX_PULL = 64
_CLEARED, _REPLACED = 1, 2


@dataclass
class Effects:
    """What the calls of this test did besides returning.

    ``global_state`` and ``seeded`` gather over the whole test; ``shares_storage`` tells of the last
    result or item whether it lies in an argument's memory.
    """

    global_state: list[str] = field(default_factory=list)
    seeded: list[str] = field(default_factory=list)
    shares_storage: bool = False

    def add(self, plain: Any) -> None:
        try:
            changed, seeded, shares = plain
            for names, known in ((changed, self.global_state), (seeded, self.seeded)):
                if names:
                    words = [name[:60] for name in names[:10] if type(name) is str]
                    known += [word for word in words if word not in known]
            self.shares_storage = bool(shares)
        except (TypeError, ValueError, KeyError, RuntimeError) as error:
            raise faults.broken_wire("malformed effects") from error

    @property
    def lasts(self) -> bool:
        """Whether something is changed that tests share."""
        return not all(name.startswith(PASSING) for name in self.global_state)


class Student:
    """The student's program for one exercise, during one test.

    Args:
        conversation: with the candidate that holds the program.
        exercise: the exercise's name.
        constants: by ``id``, what outlives this test (the test module's tables, for example):
            never to be handed to a student's function, which might change it for all who follow.
    """

    def __init__(
        self,
        conversation: Conversation,
        exercise: str,
        constants: Mapping[int, object] | None = None,
    ) -> None:
        self._conversation = conversation
        self._exercise = exercise
        self._constants = constants
        self._calls = 0
        # By ``id``: its number in this test, and the tensor, which keeps the ``id`` its own.
        self._handed: dict[int, tuple[int, torch.Tensor]] = {}
        self.effects = Effects()
        self.provided = Provided(self, exercise)
        self.last_result: Any = None

    def __getattr__(self, name: str) -> RemoteFunction:
        if name.startswith("_"):
            raise AttributeError(name)
        return RemoteFunction(self, self._exercise, "student", name)

    def call(self, target: str, name: str, arguments: list[Any]) -> Any:
        """Call a function of the candidate's and take back everything that it did."""
        ours = target == "provided"
        if not ours and self._constants is not None:
            _refuse_constants(arguments, self._constants)
        number, self._calls = self._calls, self._calls + 1
        encoder = Encoder(_refer)
        call = _Call(self._conversation, self.effects, arguments, encoder.tensors, ours=ours)
        with_gradients = torch.is_grad_enabled()
        tokens = [self._token(tensor) for tensor in tensors_in(arguments)]
        seed = self._conversation.seed
        reply = self._conversation.request(
            Kind.CALL,
            [number, self._exercise, target, name, arguments, with_gradients, tokens, seed],
            encoder=encoder,
            resolve=call.resolve,
        )
        value, changes, effects = _parts(reply.tree, 3)
        call.asked = self._conversation.tape.events[-1]
        call.asked.returned, call.asked.handle = _form(value)
        call.apply(changes)
        self.effects.add(effects)
        if with_gradients:
            value = attach(value, reply, self._conversation, encoder.tensors, number)
        self.last_result = value
        return value

    def _token(self, tensor: torch.Tensor) -> int:
        """The same tensor handed over twice is the same object for the student's code too."""
        return self._handed.setdefault(id(tensor), (len(self._handed), tensor))[0]


class RemoteFunction:
    """A function that lives in the candidate. Call it, or hand over a provided one."""

    def __init__(self, student: Student, exercise: str, target: str, name: str) -> None:
        self._student = student
        self.exercise = exercise
        self.target = target
        self.__name__ = name

    def __call__(self, *arguments: Any, **keywords: Any) -> Any:
        if keywords:
            raise TypeError(
                f"student.{self.__name__}: pass arguments by position; "
                "students are free to name their parameters"
            )
        return self._student.call(self.target, self.__name__, list(arguments))


class Provided:
    """The public functions of ``provided/<exercise>.py``, living in the candidate."""

    def __init__(self, student: Student, exercise: str) -> None:
        self._student = student
        self._exercise = exercise

    def __getattr__(self, name: str) -> RemoteFunction:
        if name.startswith("_"):
            raise AttributeError(name)
        return RemoteFunction(self._student, self._exercise, "provided", name)


class RemoteIterable:
    """Something of the student's that can be iterated; each ``iter()`` is a new pass over it."""

    def __init__(self, call: _Call, handle: int) -> None:
        self._call = call
        self.handle = handle
        self._passes = 0

    def __iter__(self) -> Iterator[Any]:
        return self._new_pass(pull=1)

    def __next__(self) -> Any:
        if self._passes == 0:
            self._only_pass = iter(self)
        return next(self._only_pass)

    def at_once(self) -> Iterator[Any]:
        """A new pass that pulls as many items at a time as may be."""
        return self._new_pass(pull=_MAX_PULL)

    def _new_pass(self, *, pull: int) -> Iterator[Any]:
        number, self._passes = self._passes, self._passes + 1
        return _RemotePass(self._call, self.handle, number, pull=pull)


class _RemotePass(Iterator[Any]):
    """One pass: pulls 1, 2, 4 … 64 items at a time, hands them out one by one.

    What changed while an item was made is applied when that item is handed out, as if it had only
    then been made.
    """

    def __init__(self, call: _Call, handle: int, number: int, *, pull: int) -> None:
        self._call = call
        self._handle = handle
        self._number = number
        self._pull = pull
        self._waiting: deque[tuple[Any, Any, Any]] = deque()
        self._finished = False
        self._handed_out = 0

    def __next__(self) -> Any:
        if not self._waiting and not self._finished:
            self._fetch()
        if not self._waiting:
            raise StopIteration
        self._handed_out += 1
        if self._handed_out > _MAX_ITEMS:
            raise faults.broken_wire(f"an iterator yields more than {_MAX_ITEMS} items")
        item, changes, effects = self._waiting.popleft()
        self._call.apply(changes)
        self._call.effects.add(effects)
        return item

    def _fetch(self) -> None:
        pull, self._pull = self._pull, min(self._pull * 2, _MAX_PULL)
        call = self._call
        reply = call.conversation.request(
            Kind.NEXT,
            [self._handle, self._number, pull, torch.is_grad_enabled()],
            resolve=call.resolve,
        )
        items, finished = _parts(reply.tree, 2)
        if not isinstance(items, list) or len(items) > pull or (not items and not finished):
            raise faults.broken_wire("not the items that were asked for")
        for item, numbers, changes, effects in (_parts(item, 4) for item in items):
            call.register(numbers, reply)
            self._waiting.append((call.settle(item), changes, effects))
        self._finished = bool(finished)


@dataclass(frozen=True)
class _Yielded:
    """Stands, while a message is decoded, for a tensor that was yielded before."""

    number: int


class _Call:
    """One call: what was sent, what it yielded, and how its changes are applied here."""

    def __init__(
        self,
        conversation: Conversation,
        effects: Effects,
        arguments: list[Any],
        sent: list[Any],
        *,
        ours: bool,
    ) -> None:
        self._ours = ours
        self.conversation = conversation
        self.effects = effects
        self.sent = sent
        self.asked: Event | None = None
        self._lists = lists_in(arguments)
        self._yielded: dict[int, torch.Tensor] = {}

    def resolve(self, code: int, data: bytes) -> object:
        """Turn a reference of the candidate's into the object that it stands for."""
        (number,) = struct.unpack("<I", data)
        if code == ARGUMENT and number < len(self.sent):
            return self.sent[number]
        if code == YIELDED:
            return _Yielded(number)
        if code == ITERABLE:
            return RemoteIterable(self, number)
        raise WireError(f"a reference of kind {code} leads nowhere")

    def register(self, numbers: Any, message: Decoder) -> None:
        """Remember an item's tensors: [number among the yielded, number in the message] each."""
        for pair in numbers if isinstance(numbers, list) else [None]:
            if not isinstance(pair, list) or len(pair) != 2:
                raise faults.broken_wire("a malformed item")
            tensor = message.made.get(pair[1])
            if not isinstance(tensor, torch.Tensor):
                raise faults.broken_wire("a malformed item")
            self._yielded[pair[0]] = tensor

    def settle(self, item: Any) -> Any:
        """Put the tensors that were yielded before where they are referred to."""
        if isinstance(item, _Yielded):
            if item.number not in self._yielded:
                raise faults.broken_wire("an item refers to nothing")
            return self._yielded[item.number]
        if isinstance(item, list | tuple):
            return type(item)([self.settle(part) for part in item])
        if isinstance(item, dict):
            return {key: self.settle(part) for key, part in item.items()}
        return item

    def apply(self, changes: Any) -> None:
        """Do to our objects what the function did to its copies of them; None where it did
        nothing."""
        if changes is None:
            return
        arguments, arrays, lists, yielded = _parts(changes, 4)
        if self._ours:  # provided functions steer; they have no business with the test's objects
            return
        try:
            for number, (data, kind, gradient, requires_grad) in arguments.items():
                _change_tensor(self.sent[number], data, kind, gradient, bool(requires_grad))
            for number, array in arrays.items():
                self.sent[number][...] = array
            for number, items in lists.items():
                self._lists[number][:] = items
            for number, data in yielded.items():
                _write(self._yielded[number], data)
        except (AttributeError, TypeError, ValueError, KeyError, IndexError, RuntimeError) as error:
            raise faults.broken_wire(f"impossible changes of arguments: {error}") from error
        if self.asked is not None:
            self.asked.changed.update(arguments)
            self.asked.lists_changed = self.asked.lists_changed or bool(lists)


def _form(value: Any) -> tuple[str, int | None]:
    """What a tape keeps of a result: its form, and the number of an iterable."""
    if isinstance(value, RemoteIterable):
        return "iterable", value.handle
    return "tensor" if isinstance(value, torch.Tensor) else "other", None


def _refuse_constants(value: Any, constants: Mapping[int, object]) -> None:
    shared = id(value) in constants
    if isinstance(value, torch.Tensor):  # also a part of one, over the same memory
        tensors = [held for held in constants.values() if isinstance(held, torch.Tensor)]
        shared = shared or any(storage_of(held) == storage_of(value) for held in tensors)
    if shared:
        raise TypeError(
            "a test may not hand a constant of its module to the student's function, which could "
            "change it for all who are graded later: hand over a copy"
        )
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        for item in value:
            _refuse_constants(item, constants)


def constants_in(value: Any) -> Iterator[object]:
    """Everything in a value, itself included, that could be changed in place."""
    if isinstance(value, torch.Tensor | np.ndarray | list | dict):
        yield value
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        for item in value:
            yield from constants_in(item)


def _refer(value: object) -> Reference | None:
    """What a test may hand over besides plain values: a provided function."""
    if isinstance(value, torch.Tensor | np.ndarray | np.generic):
        return None
    if isinstance(value, RemoteFunction) and value.target == "provided":
        return PROVIDED, f"{value.exercise}:{value.__name__}".encode()
    if callable(value):
        raise TypeError(
            "a function of the test's can't be handed to the student's code: "
            "put it into provided/<exercise>.py and hand over student.provided.NAME"
        )
    raise TypeError(f"a {type(value).__name__} can't be handed to the student's code")


def _change_tensor(tensor: Any, data: Any, kind: int, gradient: Any, requires_grad: bool) -> None:
    if data is not None:
        _write(tensor, data)
    if requires_grad != tensor.requires_grad and tensor.is_leaf:
        tensor.requires_grad_(requires_grad)
    if kind == _CLEARED:
        tensor.grad = None
    elif kind == _REPLACED:
        if not isinstance(gradient, torch.Tensor):
            raise TypeError("a gradient is no tensor")
        if tensor.grad is not None and tensor.grad.shape == gradient.shape:
            tensor.grad.copy_(gradient)
        else:
            tensor.grad = gradient


def _write(tensor: torch.Tensor, data: Any) -> None:
    """Give ``tensor`` new elements; a new shape is possible, another dtype is not."""
    if not isinstance(data, torch.Tensor) or data.dtype != tensor.dtype:
        raise TypeError("new elements of another dtype")
    with torch.no_grad():
        if data.shape == tensor.shape:
            tensor.data.copy_(data)
        else:
            tensor.data = data.to(tensor.device)


def _parts(tree: Any, count: int) -> Any:
    if not isinstance(tree, list) or len(tree) != count:
        raise faults.broken_wire("a malformed answer")
    return tree
