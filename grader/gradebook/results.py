"""What came of attempts. What a result means is decided elsewhere; here it is kept.

A *grading* is one exercise of one attempt as it was graded, found again by its key: the digest of
all that it depends on. A *result* puts gradings together; one of an attempt's results is current.
Beside the tables for questions in SQL each grading is kept whole, so that every page can be made
again from the gradebook alone.
"""

from __future__ import annotations

import datetime
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from pydantic import TypeAdapter

from grader.grade import ExerciseScore, Standing
from grader.gradebook.database import Database
from grader.outcome import ExerciseResult, Outcome, Status, SubmissionResult, TestResult

_PAPER = TypeAdapter(SubmissionResult)
_EXERCISE = TypeAdapter(ExerciseResult)
ResultState: TypeAlias = Literal["current", "proposed", "dropped"]
_MANY = 500  # values in one question


@dataclass(frozen=True)
class Held:
    """What the newest result of an attempt, proposed or else current, is made of.

    ``gradings`` are the gradings of its exercises, None where it has none; ``scoring`` is the
    digest of the points by which it was scored.
    """

    result_id: int
    scoring: str
    gradings: Mapping[str, int | None]


@dataclass(frozen=True)
class Grading:
    """One exercise as it was graded: in which run, and the digest of all that it depended on."""

    run_id: str
    key: str
    record: ExerciseResult


@dataclass(frozen=True)
class TestScore:
    """A test of a result, as far as scores go."""

    __test__ = False  # not a test class, whatever pytest thinks of its name

    outcome: Outcome
    score: float | None
    max_score: float


class Results:
    """Gradings, and results made of them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def known(self, keys: Iterable[str]) -> dict[str, int]:
        """The newest gradings with these keys."""
        found: dict[str, int] = {}
        with self._database.reading() as connection:
            for some in _parts(sorted(set(keys))):
                found |= connection.execute(
                    f"SELECT key, max(id) FROM grading WHERE key IN ({_marks(some)}) GROUP BY key",
                    some,
                ).fetchall()
        return found

    def held(self, assignment: str) -> dict[int, Held]:
        """The newest result of each attempt that has one."""
        with self._database.reading() as connection:
            made: dict[int, dict[str, int | None]] = {}
            for result, exercise, grading in connection.execute(
                "SELECT result_id, exercise, grading_id FROM exercise_result "
                "JOIN result ON result.id = result_id JOIN attempt ON attempt.id = attempt_id "
                "WHERE assignment = ? AND state IN ('current', 'proposed')",
                (assignment,),
            ):
                made.setdefault(result, {})[exercise] = grading
            rows = connection.execute(
                "SELECT attempt_id, result.id, scoring FROM result "
                "JOIN attempt ON attempt.id = attempt_id "
                "WHERE assignment = ? AND state IN ('current', 'proposed') ORDER BY state",
                (assignment,),
            ).fetchall()
        return {  # "proposed" comes after "current", and takes its place
            attempt: Held(result, scoring, made.get(result, {}))
            for attempt, result, scoring in rows
        }

    def standings(
        self, assignment: str, attempts: Iterable[int] | None = None, *, proposed: bool = False
    ) -> dict[int, Standing]:
        """The current result of each attempt that has one.

        Args:
            assignment: the assignment's name.
            attempts: of the attempts with these ids only.
            proposed: as it would be if what is proposed were accepted.
        """
        asked = None if attempts is None else json.dumps(sorted(set(attempts)))
        wanted = (
            "assignment = ?1 AND (?2 IS NULL OR attempt.id IN (SELECT value FROM json_each(?2))) "
            "AND (state = 'current' OR state = 'proposed' AND ?3)"
        )
        with self._database.reading() as connection:
            scores: dict[int, list[ExerciseScore]] = {}
            for result, *row in connection.execute(
                "SELECT result_id, exercise, e.status, e.score, e.max_score "
                "FROM exercise_result AS e JOIN result ON result.id = result_id "
                f"JOIN attempt ON attempt.id = attempt_id WHERE {wanted} ORDER BY e.rowid",
                (assignment, asked, proposed),
            ):
                exercise, status, score, most = row
                scores.setdefault(result, []).append(
                    ExerciseScore(exercise, Status(status), score, most)
                )
            rows = connection.execute(
                "SELECT attempt_id, result.id, run_id, status, score, max_score, made FROM result "
                f"JOIN attempt ON attempt.id = attempt_id WHERE {wanted} ORDER BY state",
                (assignment, asked, proposed),
            ).fetchall()
        return {  # "proposed" comes after "current", and takes its place
            attempt: Standing(
                result,
                run_id,
                Status(status),
                score,
                most,
                tuple(scores.get(result, ())),
                datetime.datetime.fromisoformat(made),
            )
            for attempt, result, run_id, status, score, most, made in rows
        }

    def record(
        self,
        run_id: str,
        attempt_id: int,
        result: SubmissionResult,
        *,
        made_of: Mapping[str, int | str],
        scoring: str,
        light: SubmissionResult,
        state: ResultState = "current",
    ) -> int:
        """Keep a result of an attempt, all of it or nothing, and give its id.

        Args:
            run_id: the run that it belongs to.
            attempt_id: the attempt.
            result: the result, with all exercises.
            made_of: for each exercise the grading that it is taken from, or the key of a new one,
                "" for one that is not to be found again.
            scoring: the digest of the points by which it was scored.
            light: the result without what only the student's page needs.
            state: "current" takes the former one's place; "proposed" waits for somebody to accept
                it; of a "dropped" one only the gradings are of use.
        """
        with self._database.writing() as connection:
            _make_room(connection, attempt_id, state)
            result_id = _insert_result(
                connection, run_id, attempt_id, state, result, scoring, light
            )
            for exercise in result.exercises:
                source = made_of[exercise.exercise]
                if isinstance(source, str):
                    source = _insert_grading(connection, run_id, exercise, source)
                _insert_exercise(connection, result_id, exercise, source)
        return result_id

    def accept(self, assignment: str) -> None:
        """All proposed results become the current ones, or none; the former ones stay."""
        with self._database.writing() as connection:
            attempts = connection.execute(
                "SELECT attempt_id FROM result JOIN attempt ON attempt.id = attempt_id "
                "WHERE assignment = ? AND state = 'proposed'",
                (assignment,),
            ).fetchall()
            for (attempt,) in attempts:
                for old, new in (("current", "former"), ("proposed", "current")):
                    connection.execute(
                        "UPDATE result SET state = ? WHERE attempt_id = ? AND state = ?",
                        (new, attempt, old),
                    )

    def tests(self, results: Iterable[int]) -> dict[int, dict[tuple[str, str], TestScore]]:
        """The tests of some results, by exercise and test."""
        found: dict[int, dict[tuple[str, str], TestScore]] = {}
        with self._database.reading() as connection:
            for some in _parts(sorted(set(results))):
                for result, exercise, test, outcome, score, most in connection.execute(
                    "SELECT result_id, exercise, test, outcome, score, max_score FROM test_result "
                    f"WHERE result_id IN ({_marks(some)}) ORDER BY rowid",
                    some,
                ):
                    row = TestScore(Outcome(outcome), score, most)
                    found.setdefault(result, {})[(exercise, test)] = row
        return found

    def paper_with(self, grading: int) -> SubmissionResult | None:
        """What is known beside the exercises of a submission that this grading is of."""
        with self._database.reading() as connection:
            row = connection.execute(
                "SELECT paper FROM exercise_result JOIN result ON result.id = result_id "
                "WHERE grading_id = ? ORDER BY result.id DESC LIMIT 1",
                (grading,),
            ).fetchone()
        return None if row is None else _PAPER.validate_json(row[0])

    def grading(self, result_id: int, exercise: str) -> Grading | None:
        """What an exercise of a result is taken from."""
        with self._database.reading() as connection:
            row = connection.execute(
                "SELECT grading.run_id, key, record FROM exercise_result AS e "
                "JOIN grading ON grading.id = grading_id WHERE result_id = ? AND e.exercise = ?",
                (result_id, exercise),
            ).fetchone()
        if row is None:
            return None
        run_id, key, record = row
        return Grading(run_id, key, _EXERCISE.validate_json(record))

    def gradings(self, ids: Iterable[int]) -> dict[int, ExerciseResult]:
        """Exercises as they were graded."""
        found = {}
        with self._database.reading() as connection:
            for some in _parts(sorted(set(ids))):
                for identifier, record in connection.execute(
                    f"SELECT id, record FROM grading WHERE id IN ({_marks(some)})",
                    some,
                ):
                    found[identifier] = _EXERCISE.validate_json(record)
        return found

    def whole(self, result_id: int, student: str) -> SubmissionResult:
        """A whole result, with the points that it was scored with, under a student's name."""
        with self._database.reading() as connection:
            (paper,) = connection.execute(
                "SELECT paper FROM result WHERE id = ?", (result_id,)
            ).fetchone()
            parts = connection.execute(
                "SELECT grading.record, e.exercise, e.status, e.score, e.max_score "
                "FROM exercise_result AS e LEFT JOIN grading ON grading.id = grading_id "
                "WHERE result_id = ? ORDER BY e.rowid",
                (result_id,),
            ).fetchall()
            tests = {
                (exercise, test): (score, most)
                for exercise, test, score, most in connection.execute(
                    "SELECT exercise, test, score, max_score FROM test_result WHERE result_id = ?",
                    (result_id,),
                )
            }
        whole = replace(_PAPER.validate_json(paper), student=student)
        if whole.exercises:  # of schema 1
            return whole
        exercises = tuple(_scored(row, tests) for row in parts)
        return replace(whole, exercises=exercises)

    def light(self, results: Iterable[int]) -> dict[int, SubmissionResult]:
        """Results without what only students' pages need, and without names.

        What is equal in many of them is one object, so that a large class stays small in memory.
        """
        found = {}
        seen: dict[tuple[str, str, Outcome], TestResult] = {}
        with self._database.reading() as connection:
            for some in _parts(sorted(set(results))):
                for identifier, record in connection.execute(
                    f"SELECT id, light FROM result WHERE id IN ({_marks(some)})",
                    some,
                ):
                    found[identifier] = _sharing(_PAPER.validate_json(record), seen)
        return found


def _sharing(
    result: SubmissionResult, seen: dict[tuple[str, str, Outcome], TestResult]
) -> SubmissionResult:
    """The same result, made of tests that were seen before where these are equal."""

    def shared(exercise: str, test: TestResult) -> TestResult:
        known = seen.setdefault((exercise, test.test, test.outcome), test)
        return known if known == test else test

    exercises = tuple(
        replace(item, tests=tuple(shared(item.exercise, test) for test in item.tests))
        for item in result.exercises
    )
    return replace(result, exercises=exercises)


def _scored(
    row: tuple[str, str, str, float | None, float],
    tests: Mapping[tuple[str, str], tuple[float | None, float]],
) -> ExerciseResult:
    record, exercise, status, score, most = row
    graded = _EXERCISE.validate_json(record)
    scored: list[TestResult] = []
    for test in graded.tests:
        points, full = tests[(exercise, test.test)]
        scored.append(replace(test, score=points, max_score=full))
    return replace(graded, status=Status(status), score=score, max_score=most, tests=tuple(scored))


def _make_room(connection: sqlite3.Connection, attempt_id: int, state: str) -> None:
    """What was proposed before is so no more, and a new current result follows the former one."""
    connection.execute(
        "UPDATE result SET state = 'dropped' WHERE attempt_id = ? AND state = 'proposed'",
        (attempt_id,),
    )
    if state == "current":
        connection.execute(
            "UPDATE result SET state = 'former' WHERE attempt_id = ? AND state = 'current'",
            (attempt_id,),
        )


def _insert_result(
    connection: sqlite3.Connection,
    run_id: str,
    attempt_id: int,
    state: str,
    result: SubmissionResult,
    scoring: str,
    light: SubmissionResult,
) -> int:
    cursor = connection.execute(
        "INSERT INTO result (attempt_id, run_id, state, status, score, max_score, scoring, paper, "
        "light, made) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            attempt_id,
            run_id,
            state,
            result.status,
            result.score,
            result.max_score,
            scoring,
            _PAPER.dump_json(replace(result, student="", exercises=())).decode(),
            _PAPER.dump_json(replace(light, student="")).decode(),
            datetime.datetime.now(datetime.UTC).isoformat(),
        ),
    )
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def _insert_grading(
    connection: sqlite3.Connection, run_id: str, exercise: ExerciseResult, key: str
) -> int:
    cursor = connection.execute(
        "INSERT INTO grading (run_id, exercise, key, record) VALUES (?, ?, ?, ?)",
        (run_id, exercise.exercise, key, _EXERCISE.dump_json(exercise).decode()),
    )
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def _insert_exercise(
    connection: sqlite3.Connection, result_id: int, exercise: ExerciseResult, grading: int
) -> None:
    connection.execute(
        "INSERT INTO exercise_result VALUES (?, ?, ?, ?, ?, ?)",
        (
            result_id,
            exercise.exercise,
            grading,
            exercise.status,
            exercise.score,
            exercise.max_score,
        ),
    )
    connection.executemany(
        "INSERT INTO test_result VALUES (?, ?, ?, ?, ?, ?)",
        [
            (result_id, exercise.exercise, test.test, test.outcome, test.score, test.max_score)
            for test in exercise.tests
        ],
    )


def _parts(values: Sequence[int] | Sequence[str]) -> Iterator[Sequence[int] | Sequence[str]]:
    for start in range(0, len(values), _MANY):
        yield values[start : start + _MANY]


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))
