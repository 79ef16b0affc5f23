"""The calls of one test as they went over the wire, so that an instructor can replay them.

What is kept are the bytes that were sent anyway, from before each call: nothing is decoded unless
the test fails and ``grader.exam.replay`` turns the tape into Python. Never for students' eyes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from grader.wire.frames import Buffer
from grader.wire.messages import Kind

# A call whose tensors are larger than this is kept without their elements; what is older than
# the last calls that fit into as much, or than the last so many calls, is not kept at all.
MAX_BYTES = 256 << 10
MAX_CALLS = 40
_KEPT = frozenset({Kind.CALL, Kind.NEXT, Kind.BACKWARD})


@dataclass(eq=False, slots=True)
class Event:
    """One request, and what was learned of its answer.

    Attributes:
        kind: CALL, NEXT or BACKWARD.
        tree: of a CALL its number, target and name; of a NEXT the whole request; of a BACKWARD
            the number of its call.
        header: the frame's header.
        body: the tensors' bytes; None where they are too many.
        size: how many bytes they are.
        returned: "tensor", "iterable" or "other"; "" for a call that raised.
        handle: which of the candidate's iterables came back; None for anything else.
        changed: the numbers of the arguments that the function has changed in place.
        lists_changed: whether it changed a list.
    """

    kind: Kind
    tree: tuple[Any, ...]
    header: bytes
    body: bytes | None
    size: int
    returned: str = ""
    handle: int | None = None
    changed: set[int] = field(default_factory=set)
    lists_changed: bool = False

    @property
    def is_students(self) -> bool:
        """Whether it calls a function of the student's, and not a provided one."""
        return self.kind is Kind.CALL and self.tree[1] == "student"


class Tape:
    """Lives as long as one test.

    Args:
        seed: what the candidate's generators were seeded with for it.
    """

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.events: list[Event] = []
        self.left_out = 0
        self._held = 0
        self._calls = 0

    def add(self, kind: Kind, tree: Any, header: bytes, buffers: Sequence[Buffer]) -> None:
        """Keep a request that is about to be sent; those that are no part of a test are not."""
        if kind not in _KEPT:
            return
        size = sum(map(len, buffers))  # all are of bytes
        body = b"".join(buffers) if size <= MAX_BYTES else None
        self.events.append(Event(kind, _summary(kind, tree), header, body, size))
        self._held += len(body or b"")
        self._calls += self.events[-1].is_students
        while self._calls > 1 and (self._held > MAX_BYTES or self._calls > MAX_CALLS):
            self._forget_the_oldest()

    def _forget_the_oldest(self) -> None:
        """Let go of the student's first call, and of what was done with its result."""
        oldest = next(event for event in self.events if event.is_students)
        gone = [event for event in self.events if event is oldest or _belongs_to(event, oldest)]
        self.events = [event for event in self.events if event not in gone]
        self._held -= sum(len(event.body or b"") for event in gone)
        self._calls -= 1
        self.left_out += 1


def _belongs_to(event: Event, call: Event) -> bool:
    if event.kind is Kind.BACKWARD:
        return bool(event.tree[0] == call.tree[0])
    return event.kind is Kind.NEXT and call.handle is not None and event.tree[0] == call.handle


def _summary(kind: Kind, tree: Any) -> tuple[Any, ...]:
    if kind is Kind.CALL:
        number, _, target, name, *_ = tree
        return number, target, name
    return tuple(tree) if kind is Kind.NEXT else (tree[0],)
