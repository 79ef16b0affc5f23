"""The requests that an examiner makes and the replies that a candidate gives.

Payloads are plain values (``grader.wire.values``). A request is answered by exactly one reply.
"""

from __future__ import annotations

from enum import IntEnum


class Kind(IntEnum):
    """Kinds of frames. Requests, with their payload and what DONE brings back:

    READ      [file name, bytes]                         [cells, note, language]
    EXTRACT   [exercise specs]                           [a report for each exercise]
    LOAD      [exercise, provided source or None]        [notes]
    CALL      [number, exercise, target, name, args, grad mode, tokens, seed]
                                                         [value, changes, effects]
    NEXT      [handle, pass, how many, grad mode]        [items, finished]
    BACKWARD  [call number, gradients of the outputs]    [gradients of the inputs]
    PUBLIC    [exercise, file, its bytes or None, cell, seed]
                                                         [the cell's checks, note]
    STEP      [number of the check]                      []

    A seed begins a test: the generators are seeded, and nothing of the test before is left. None
    where the test has begun.
    """

    READ = 1
    EXTRACT = 2
    LOAD = 3
    CALL = 4
    NEXT = 5
    BACKWARD = 6
    # For ``grader check`` alone.
    PUBLIC = 7
    STEP = 8
    # Replies. RAISED brings [type names, message, frames].
    DONE = 16
    RAISED = 17
    # Between the orchestrator and an examiner (``grader.exam.service``).
    SETUP = 32
    JOB = 33
    RESULT = 34
    FAULT = 35


REPLIES = frozenset({Kind.DONE, Kind.RAISED})
REQUESTS = frozenset(k for k in Kind if k < Kind.DONE)
