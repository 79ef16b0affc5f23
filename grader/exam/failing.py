"""What is said to a student whose program raised, or came to its end."""

from __future__ import annotations

from collections.abc import Sequence

from grader.exam.candidate import StudentRaised
from grader.outcome import Failure, Frame, Outcome, text
from grader.sandbox.faults import CandidateFault

_ADVICE = {
    "RecursionError": text("Does the function call itself without coming to an end?"),
    "SystemExit": text("A function gives its result back with return; exit() ends the program."),
    "EOFError": text("Nobody can answer input() here."),
}
NOT_WRITTEN = text("This function is not written yet: it still raises NotImplementedError.")


def of_students(
    error: StudentRaised | CandidateFault, *, memory_bytes: int
) -> tuple[Outcome, Failure]:
    """The outcome that an error deserves, and the failure that explains it.

    Args:
        error: what the student's program did.
        memory_bytes: what it may hold.
    """
    if isinstance(error, CandidateFault):
        return error.outcome, Failure(messages=(error.message,))
    if error.names[0] == "NotImplementedError" and _is_written(error.frames):
        return error.outcome, Failure(messages=(NOT_WRITTEN,), frames=error.frames)
    said = text("{kind}: {message}", kind=error.names[0], message=error.message[:1000])
    messages = [said if error.message else text("{kind}", kind=error.names[0])]
    if error.outcome is Outcome.OUT_OF_MEMORY:
        megabytes = memory_bytes >> 20
        messages.append(
            text("It asked for more memory than there is here: {limit} MB.", limit=megabytes)
        )
    messages += [_ADVICE[name] for name in error.names[:1] if name in _ADVICE]
    return error.outcome, Failure(messages=tuple(messages), frames=error.frames)


def _is_written(frames: Sequence[Frame]) -> bool:
    """Whether the student's own last line raises it, as the stub's does; PyTorch may as well."""
    return not frames or "NotImplementedError" in frames[-1].source
