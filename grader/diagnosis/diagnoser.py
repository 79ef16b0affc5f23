"""Names the known mistake that a failure shows, or else finds a small example of the difference.

A misconception says which test it fails first; only those that fail a student's failed test are
asked about it. Two common mistakes at once are looked for where one alone does not explain what was
seen.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from grader.course import Assignment
from grader.diagnosis.agreement import distance
from grader.diagnosis.bench import Bench, Key
from grader.diagnosis.catalogue import Misconception, misconceptions
from grader.diagnosis.examples import find_example
from grader.diagnosis.memory import Memory
from grader.diagnosis.merging import merged
from grader.exam.examiner import Examiner, Paper
from grader.exam.failing import NOT_WRITTEN
from grader.exam.grading import Sat
from grader.outcome import Diagnosis, Outcome

# What a student's program did, as far as it says something of their thinking.
_TELLING = (Outcome.FAILED, Outcome.RAISED, Outcome.TIMED_OUT, Outcome.OUT_OF_MEMORY)


class KnownMistakes:
    """Diagnoses papers of one assignment; part of an examiner (``grader.exam.examiner``).

    Args:
        assignment: whose ``misconceptions/`` are asked.
        memory: the folder of what is known from other examiners and runs; None where there is none.

    Raises:
        CourseError: one of them can't be read.
    """

    def __init__(self, assignment: Assignment, memory: Path | None) -> None:
        self._assignment = assignment
        self._memory = Memory(memory)
        self._known = {e.name: misconceptions(assignment, e.name) for e in assignment.exercises}
        self._functions = {e.name: e.function for e in assignment.exercises}
        self._benches: dict[str, Bench] = {}

    def diagnose(self, examiner: Examiner, paper: Paper) -> Mapping[str, Diagnosis]:
        """What each failed test shows, by the test's name; nothing where nothing is known."""
        failed = dict(_failed(paper))
        if not failed:
            return {}
        if paper.exercise not in self._benches:
            self._benches[paper.exercise] = Bench(examiner, paper.exercise, self._memory)
        case = _Case(
            self._benches[paper.exercise],
            paper,
            self._known[paper.exercise],
            examiner.material.sources[paper.exercise].reference,
            self._functions[paper.exercise],
        )
        found: dict[str, Diagnosis] = {}
        for key, sat in failed.items():
            diagnosis = case.name(key, sat)
            if diagnosis is not None:
                found[key[0]] = diagnosis
        unexplained = [test for test, _ in failed if test not in found]
        if unexplained:
            example = find_example(examiner, paper, self._functions[paper.exercise])
            if example is not None:
                found[unexplained[0]] = Diagnosis(example=example)
        return found


class _Case:
    """One exercise of one paper."""

    def __init__(
        self,
        bench: Bench,
        paper: Paper,
        known: Mapping[str, Misconception],
        reference: str,
        function: str,
    ) -> None:
        self._bench = bench
        self._paper = paper
        self._known = known
        self._reference = reference
        self._function = function
        self._named: dict[str, None] = {}

    def name(self, key: Key, sat: Sat) -> Diagnosis | None:
        """The mistakes that a failed test shows: one, or two at once; None where none is known."""
        apart = {name: self._apart(name, key, sat) for name in self._candidates(key[0])}
        agreeing = [name for name, distance in apart.items() if distance is not None]
        best = self._best(agreeing) if len(agreeing) > 1 else agreeing
        also = tuple(name for name in agreeing if name not in best[:1])
        found = (
            Diagnosis((best[0],), distance=apart[best[0]], also=also)
            if best
            else self._pair(key, sat)
        )
        if found is not None:
            self._named.update(dict.fromkeys(found.misconceptions))
        return found

    def _candidates(self, test: str) -> list[str]:
        """What was named already, or else what fails this test first."""
        own = [name for name, item in self._known.items() if item.fails == test]
        return list(dict.fromkeys([*self._named, *own]))

    def _apart(self, name: str, key: Key, sat: Sat) -> float | None:
        """How far a mistake is from what the test saw; None where they don't agree."""
        item = self._known[name]
        patterns = self._bench.patterns(item.program, [key], vary=item.values_vary)
        return distance(sat.transcript, patterns[key]) if key in patterns else None

    def _best(self, names: Sequence[str]) -> list[str]:
        """Of several: the nearest in most of all tests; of those, the general ones."""
        keys = [
            (test, device)
            for test, devices in self._paper.sat.items()
            for device, sat in devices.items()
            if sat.outcome is not Outcome.NOT_GRADED
        ]
        transcripts = self._bench.transcripts(self._paper.sitting, keys)
        nearness = {}
        for name in names:
            item = self._known[name]
            patterns = self._bench.patterns(item.program, keys, vary=item.values_vary)
            apart = [distance(transcripts[key], pattern) for key, pattern in patterns.items()]
            nearness[name] = round(sum(2 - value for value in apart if value is not None), 6)
        best = [name for name in names if nearness[name] == max(nearness.values())]
        return [name for name in best if self._known[name].special_case_of not in best] or best

    def _pair(self, key: Key, sat: Sat) -> Diagnosis | None:
        for one, other in self._plausible_pairs(key[0]):
            program = merged(
                self._reference,
                self._known[one].program,
                self._known[other].program,
                function=self._function,
            )
            if program is None:
                continue
            vary = self._known[one].values_vary or self._known[other].values_vary
            pattern = self._bench.patterns(program, [key], vary=vary).get(key)
            apart = None if pattern is None else distance(sat.transcript, pattern)
            if apart is not None:
                return Diagnosis((one, other), distance=apart)
        return None

    def _plausible_pairs(self, test: str) -> Iterator[tuple[str, str]]:
        """Common mistakes that pass what comes before this test, and of which one fails it."""
        tests = self._bench.tests
        place = tests.index(test)
        later = [
            name
            for name, item in self._known.items()
            if item.common and item.fails in tests and tests.index(item.fails) >= place
        ]
        for pair in itertools.combinations(later, 2):
            if any(self._known[name].fails == test for name in pair):
                yield pair


def _failed(paper: Paper) -> Iterator[tuple[Key, Sat]]:
    """Each failed test, on the first device where it failed."""
    for test, devices in paper.sat.items():
        for device, sat in devices.items():
            if sat.outcome in _TELLING and not _unwritten(sat):
                yield (test, device), sat
                break


def _unwritten(sat: Sat) -> bool:
    """Whether there is nothing to diagnose: the function is the stub's, or nothing was seen."""
    messages = sat.failure.messages if sat.failure is not None else ()
    return not sat.transcript.seen or NOT_WRITTEN in messages
