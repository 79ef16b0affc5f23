"""``grader check`` at the terminal: each check with a sign, and what is wrong where it failed."""

from __future__ import annotations

import io
import sys

from rich.console import Console
from rich.text import Text as Plain

from grader.check import Checked, Isolation
from grader.outcome import ExerciseResult, TestResult, Text, text
from grader.report.translations import Translator
from grader.report.words import OUTCOMES, STATUSES, points
from grader.visible import visible

_STYLES = {"good": "green", "bad": "red", "open": "yellow", "ours": "red"}
_MAX_PRINTED = 8


def _console() -> Console:
    # Windows still has terminals, and files that output goes to, without ✓ or Chinese.
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    return Console(highlight=False, soft_wrap=True)


def say_isolation(place: Isolation, translator: Translator) -> None:
    """How the program is isolated; before it runs, and never silently not."""
    if place.layers:
        said = [
            text("Your program runs in the sandbox ({layers}).", layers=", ".join(place.layers))
        ]
    else:
        said = [] if place.reason is None else [place.reason]
        said.append(text("Your program runs WITHOUT isolation, as your own code."))
    console = _console()
    for sentence in said:
        style = "" if place.layers else "yellow"
        console.print(Plain(visible(translator.text(sentence)), style=style))


class CheckDisplay:
    """Says what came out, in the language of the page.

    Args:
        checked: what came out.
    """

    def __init__(self, checked: Checked) -> None:
        self._checked = checked
        self._console = _console()
        self._translator: Translator = checked.translator

    def show(self) -> None:
        """Everything: the exercises, the sum, and where the page is."""
        result = self._checked.result
        for exercise in result.exercises:
            self._exercise(exercise)
        for note in result.notes:
            self._say(note, style="yellow")
        self._console.print()
        passed = text(
            "{passed} of {all} checks passed",
            passed=points(result.score),
            all=points(result.max_score),
        )
        self._say(passed, style="bold green" if self._checked.all_passed else "bold red")
        self._say(
            text("These are the public checks alone: grading looks at more. No points were given.")
        )
        self._say(text("Page: {path}", path=str(self._checked.page)))

    def _exercise(self, exercise: ExerciseResult) -> None:
        word = STATUSES[exercise.status]
        file = "" if exercise.file is None else f" ({exercise.file})"
        heading = self._text(exercise.title)
        self._console.print()
        self._console.print(Plain.assemble((visible(heading), "bold"), (visible(file), "dim")))
        if word.tone == "bad":
            self._line(word.sign, word.tone, word.word)
        for note in exercise.notes:
            self._line("!", "open", note)
        for test in exercise.tests:
            self._test(test)

    def _test(self, test: TestResult) -> None:
        word = OUTCOMES[test.outcome]
        self._line(word.sign, word.tone, test.sentence)
        failure = test.failure
        if failure is None:
            return
        for message in failure.messages:
            self._say(message, indent=4)
        for frame in failure.frames:
            place = text(
                "`{file}`, cell {cell}, line {line}",
                file=frame.file,
                cell=frame.cell,
                line=frame.line,
            )
            said = f"{self._text(place)}: {frame.source.strip()}"
            self._console.print(Plain(f"    {visible(said)}", style="dim"))
        printed = test.printed.rstrip().splitlines()
        for line in printed[-_MAX_PRINTED:]:
            self._console.print(Plain(f"    | {visible(line)}", style="dim"))

    def _line(self, sign: str, tone: str, sentence: Text) -> None:
        line = Plain.assemble((f"  {sign} ", _STYLES[tone]), visible(self._text(sentence)))
        self._console.print(line)

    def _say(self, sentence: Text, *, indent: int = 0, style: str = "") -> None:
        shown = visible(self._text(sentence)).replace("\n", "\n" + " " * indent)
        self._console.print(Plain(" " * indent + shown, style=style))

    def _text(self, sentence: Text) -> str:
        return self._translator.text(sentence)
