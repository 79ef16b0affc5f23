"""One exercise's public checks, asked of the candidate one by one.

What comes back is checked as in grading: a candidate's answer is the student's doing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from grader.check.work import PublicCell, Task
from grader.exam.candidate import Conversation, StudentRaised
from grader.exam.failing import of_students
from grader.exam.notes import NOTES, note
from grader.outcome import Failure, Frame, Outcome, TestResult, Text, text
from grader.sandbox.faults import CandidateFault, broken_wire
from grader.wire.messages import Kind

# The same each time: who changes nothing gets the same answer.
_SEED = 20201
_MAX_CHECKS = 500
_MAX_CODE = 200
_MAX_LINE = 1 << 31
_LATER = text("This is checked when what stands before it works.")
_NOT_SO = text("This does not hold.")


@dataclass(frozen=True)
class _Check:
    """A check as the candidate tells of it: ``begins`` is the first line of what leads to it,
    ``first`` and ``last`` are its own; ``alone`` and ``code`` are what ``Check`` has."""

    begins: int
    first: int
    last: int
    alone: bool
    code: str

    @classmethod
    def from_plain(cls, plain: Any) -> _Check:
        """Raises TypeError or ValueError where it is nothing of the kind."""
        begins, first, last, alone, code = plain
        lines = (begins, first, last)
        if any(type(line) is not int or not 0 < line < _MAX_LINE for line in lines):
            raise ValueError("no line")
        if type(alone) is not bool or type(code) is not str:
            raise TypeError("no check")
        return cls(begins, first, last, alone, code[:_MAX_CODE].replace("`", "'"))

    def sentence(self) -> Text:
        """What it checks."""
        if self.code:
            return Text("`{code}`", {"code": self.code})
        if self.begins == self.last:
            return text("Line {line} runs.", line=self.begins)
        return text("Lines {first} to {last} run.", first=self.begins, last=self.last)


class Dialogue:
    """Has the checks of one exercise run.

    Args:
        conversation: with the files read and the programs taken out.
        task: the exercise.
    """

    def __init__(self, conversation: Conversation, task: Task) -> None:
        self._conversation = conversation
        self._exercise = task.mark.name
        self._function = task.mark.function
        self._count = 0

    def run(self, cells: Sequence[PublicCell]) -> list[TestResult]:
        """The function itself as the first check, then those of the cells in their order."""
        sentence = text("The function `{name}` is found and can be loaded.", name=self._function)
        barred = self._barred()
        if barred is not None:
            return [self._row(sentence, *barred)]
        rows = [self._row(sentence, Outcome.PASSED)]
        for cell in cells:
            rows += self._cell(cell)
        return rows

    def _barred(self) -> tuple[Outcome, Failure] | None:
        """Why nothing of the exercise can be checked."""
        extraction = self._conversation.extractions[self._exercise]
        if extraction.status != "found":
            missing = replace(NOTES["missing"], values={"wanted": self._function})
            return Outcome.MISSING, Failure(messages=(missing,))
        if extraction.forbidden is not None:
            said = replace(NOTES["forbidden"], values={"name": extraction.forbidden})
            return Outcome.FAILED, Failure(messages=(said,))
        try:
            self._conversation.begin(self._exercise, _SEED)
        except (StudentRaised, CandidateFault) as error:
            return self._of_students(error)
        return None

    def _cell(self, cell: PublicCell) -> list[TestResult]:
        try:
            self._conversation.begin(self._exercise, _SEED)
            checks, problem = self._ask(cell)
        except (StudentRaised, CandidateFault) as error:
            sentence = text("The checks of cell {cell} run.", cell=cell.number)
            return [self._row(sentence, *self._of_students(error))]
        if problem is not None:
            sentence = text("The checks of cell {cell} run.", cell=cell.number)
            return [self._row(sentence, Outcome.FAILED, Failure(messages=(problem,)))]
        rows: list[TestResult] = []
        goes_on = True
        for number, check in enumerate(checks):
            verdict = self._step(number, check, cell) if goes_on else _later(rows)
            rows.append(self._row(check.sentence(), *verdict[:2]))
            goes_on = goes_on and verdict[2]
        return _with_output(rows, self._conversation.take_output())

    def _ask(self, cell: PublicCell) -> tuple[list[_Check], Text | None]:
        seed = self._conversation.seed
        asked = [self._exercise, cell.file, cell.stub, cell.number, seed]
        reply = self._conversation.request(Kind.PUBLIC, asked)
        try:
            told, problem = reply.tree
            checks = [_Check.from_plain(plain) for plain in told[:_MAX_CHECKS]]
            return checks, None if problem is None else note(problem[0], problem[1])
        except (TypeError, ValueError, KeyError, IndexError, RuntimeError) as error:
            raise broken_wire("malformed checks") from error

    def _step(
        self, number: int, check: _Check, cell: PublicCell
    ) -> tuple[Outcome, Failure | None, bool]:
        """What became of a check, and whether those after it can be run."""
        try:
            self._conversation.request(Kind.STEP, [number])
        except CandidateFault as fault:
            return *self._of_students(fault), False
        except StudentRaised as error:
            at_it = bool(error.frames) and _is_in(error.frames[0], check, cell)
            if error.names[0] == "AssertionError" and at_it and len(error.frames) == 1:
                said = Text("{message}", {"message": error.message[:1000]})
                messages = (said if error.message else _NOT_SO,)
                failure = Failure(messages=messages, frames=error.frames)
                return Outcome.FAILED, failure, check.alone
            return *self._of_students(error), at_it and check.alone
        return Outcome.PASSED, None, True

    def _of_students(self, error: StudentRaised | CandidateFault) -> tuple[Outcome, Failure]:
        return of_students(error, memory_bytes=self._conversation.memory_bytes)

    def _row(self, sentence: Text, outcome: Outcome, failure: Failure | None = None) -> TestResult:
        self._count += 1
        passed = outcome is Outcome.PASSED
        return TestResult(
            test=f"check-{self._count}",
            sentence=sentence,
            outcome=outcome,
            devices={"cpu": outcome},
            score=float(passed),
            max_score=1.0,
            failure=failure,
        )


def _is_in(frame: Frame, check: _Check, cell: PublicCell) -> bool:
    place = (frame.file, frame.cell)
    return place == (cell.file, cell.number) and check.first <= frame.line <= check.last


def _later(rows: Sequence[TestResult]) -> tuple[Outcome, Failure | None, bool]:
    """Said once for all that follow."""
    said_before = bool(rows) and rows[-1].outcome is Outcome.NOT_CHECKED
    return Outcome.NOT_CHECKED, None if said_before else Failure(messages=(_LATER,)), False


def _with_output(rows: list[TestResult], printed: str) -> list[TestResult]:
    """What the cell printed, with the first of its checks that was not passed."""
    for number, row in enumerate(rows):
        if row.outcome is not Outcome.PASSED:
            return [*rows[:number], replace(row, printed=printed), *rows[number + 1 :]]
    return rows
