"""Runs known programs through hidden tests for an examiner, each test once, and keeps the patterns.

The inputs are those that every student gets, so a pattern holds for the whole batch. A test that
sees something else of the reference with other random draws is run twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from grader.diagnosis.agreement import Pattern, same_course
from grader.diagnosis.memory import Memory
from grader.exam.examiner import Examiner
from grader.exam.grading import Sat
from grader.exam.protocol import Terms
from grader.exam.sitting import Item, Sitting, forbidden
from grader.exam.transcript import Transcript

_TERMS = Terms(gated=False, diagnosed=False, evidence=False)
_AGAIN = "candidate again"

# A test's name and a device's.
Key: TypeAlias = tuple[str, str]


class Bench:
    """Patterns of the programs of one exercise.

    Args:
        examiner: has the tests and the candidates.
        exercise: the exercise's name.
        memory: what is known from elsewhere.
    """

    def __init__(self, examiner: Examiner, exercise: str, memory: Memory) -> None:
        self._examiner = examiner
        self._exercise = exercise
        self._memory = memory
        self._items = {item.test.name: item for item in examiner.items(exercise)}
        self._patterns: dict[tuple[str, Key], Pattern | None] = {}
        self._by_chance: dict[Key, bool] = {}
        self._doubtful: set[Key] = set()  # found out while the machine was too busy

    @property
    def tests(self) -> Sequence[str]:
        """The exercise's tests, in their order."""
        return list(self._items)

    def item(self, test: str) -> Item:
        return self._items[test]

    def patterns(self, program: str, keys: Iterable[Key], *, vary: bool) -> dict[Key, Pattern]:
        """What a program leads these tests to; those that it passes have a pattern too.

        Args:
            program: its source. One that has no such function has no patterns.
            keys: the tests and devices.
            vary: whether its values are rounding noise.
        """
        wanted = list(keys)
        missing = [key for key in wanted if not self._is_known(program, key)]
        if missing:
            files = {f"{self._exercise}.py": program.encode()}
            with self._examiner.sitting(files, _TERMS) as sitting:
                for key in missing:
                    found = self._pattern(sitting, key, vary=vary)
                    self._patterns[(program, key)] = found
                    if self._is_sure(sitting, key, found):
                        self._memory.keep(self._exercise, program, *key, value=found)
        kept = {key: self._patterns[(program, key)] for key in wanted}
        return {key: pattern for key, pattern in kept.items() if pattern is not None}

    def _is_known(self, program: str, key: Key) -> bool:
        if (program, key) not in self._patterns:
            is_kept, pattern = self._memory.find(self._exercise, program, *key)
            if not is_kept or isinstance(pattern, bool):
                return False
            self._patterns[(program, key)] = pattern
        return True

    def _is_sure(self, sitting: Sitting, key: Key, pattern: Pattern | None) -> bool:
        """Whether it would be found again: not what a busy machine or too little memory made."""
        if sitting.conversation.starved or key in self._doubtful:
            return False
        halves = [] if pattern is None else [pattern.first, pattern.again]
        seen = [one.seen[-1] for one in halves if one is not None and one.seen]
        return all(last.what != "faulted" for last in seen)

    def _pattern(self, sitting: Sitting, key: Key, *, vary: bool) -> Pattern | None:
        extraction = sitting.conversation.extractions[self._exercise]
        if extraction.forbidden is not None:
            return Pattern(forbidden(extraction.forbidden))
        if extraction.status != "found":
            return None
        first = self._run(sitting, key).transcript
        again = self._run(sitting, key, draw=_AGAIN).transcript if self._chance(key) else None
        return Pattern(first, again, vary)

    def _chance(self, key: Key) -> bool:
        """Whether chance plays a part in what this test sees of the reference."""
        if key not in self._by_chance:
            is_kept, by_chance = self._memory.find(self._exercise, *key)
            if is_kept:
                self._by_chance[key] = bool(by_chance)
                return self._by_chance[key]
            reference = self._examiner.material.sources[self._exercise].reference
            with self._examiner.sitting(
                {f"{self._exercise}.py": reference.encode()}, _TERMS
            ) as sitting:
                one = self._run(sitting, key).transcript
                other = self._run(sitting, key, draw=_AGAIN).transcript
                starved = sitting.conversation.starved
            self._by_chance[key] = bool(one.seen) and not same_course(one, other)
            if starved:
                self._doubtful.add(key)
            else:
                self._memory.keep(self._exercise, *key, value=self._by_chance[key])
        return self._by_chance[key]

    def _run(self, sitting: Sitting, key: Key, draw: str = "candidate") -> Sat:
        return sitting.run(self._exercise, self._items[key[0]], key[1], draw=draw)

    def transcripts(self, sitting: Sitting, keys: Iterable[Key]) -> dict[Key, Transcript]:
        """What these tests see of a student's program, whatever other tests have shown."""
        return {key: self._run(sitting, key).transcript for key in keys}
