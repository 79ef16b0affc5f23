"""Assignments' seeds and policies, and the runs that graded them."""

from __future__ import annotations

import datetime
import json
import secrets
from dataclasses import dataclass, replace

from pydantic import TypeAdapter

from grader.course import Assignment, Counts, LatePolicy, Missing
from grader.gradebook.database import Database
from grader.outcome import Run


@dataclass(frozen=True)
class _Policy:
    """What ``Assignment`` says of grades, beside the points."""

    due: datetime.datetime | None
    counts: Counts
    missing: Missing
    late: LatePolicy | None


_POLICY = TypeAdapter(_Policy)


class Runs:
    """What runs were made with."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def seed(self, assignment: str, wanted: str | None = None) -> str:
        """The assignment's secret seed, drawn at its first run and kept: every student gets the
        same inputs, also next week. ``wanted`` takes its place."""
        with self._database.writing() as connection:
            connection.execute(
                "INSERT OR IGNORE INTO assignment (name, seed) VALUES (?, ?)",
                (assignment, wanted or secrets.token_hex(16)),
            )
            if wanted is not None:
                connection.execute(
                    "UPDATE assignment SET seed = ? WHERE name = ?", (wanted, assignment)
                )
            (seed,) = connection.execute(
                "SELECT seed FROM assignment WHERE name = ?", (assignment,)
            ).fetchone()
        return str(seed)

    def policy(self, assignment: Assignment) -> Assignment:
        """The assignment with the policy that grades are made by: the one that was accepted last,
        also where ``assignment.toml`` says something else by now."""
        with self._database.reading() as connection:
            row = connection.execute(
                "SELECT policy FROM assignment WHERE name = ?", (assignment.name,)
            ).fetchone()
        if row is None or not row[0]:
            return assignment
        return replace(assignment, **vars(_POLICY.validate_json(row[0])))

    def set_policy(self, assignment: Assignment) -> None:
        """Make grades by the assignment's policy from now on."""
        policy = _Policy(assignment.due, assignment.counts, assignment.missing, assignment.late)
        plain = _POLICY.dump_json(policy).decode()
        with self._database.writing() as connection:
            connection.execute(
                "UPDATE assignment SET policy = ? WHERE name = ?", (plain, assignment.name)
            )

    def last(self, assignment: str) -> Run | None:
        """The last run that graded anything."""
        with self._database.reading() as connection:
            row = connection.execute(
                "SELECT run.id FROM run JOIN result ON run_id = run.id WHERE assignment = ? "
                "ORDER BY run.started DESC LIMIT 1",
                (assignment,),
            ).fetchone()
        return None if row is None else self.get(row[0])

    def begin(self, assignment: str, run: Run, submissions: str) -> None:
        """Note that a run begins, over the submissions at a place."""
        row = (
            run.id,
            assignment,
            run.seed,
            json.dumps(run.devices),
            run.grader,
            run.torch,
            json.dumps(run.sandbox),
            run.started.isoformat(),
            submissions,
        )
        with self._database.writing() as connection:
            connection.execute("INSERT INTO run VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL, ?)", row)

    def finish(self, run_id: str, finished: datetime.datetime) -> None:
        """Note that a run came to its end."""
        with self._database.writing() as connection:
            connection.execute(
                "UPDATE run SET finished = ? WHERE id = ?", (finished.isoformat(), run_id)
            )

    def get(self, run_id: str) -> Run:
        """A run, by its id."""
        with self._database.reading() as connection:
            row = connection.execute(
                "SELECT id, seed, devices, grader, torch, sandbox, started, finished FROM run "
                "WHERE id = ?",
                (run_id,),
            ).fetchone()
        identifier, seed, devices, version, torch, sandbox, started, finished = row
        return Run(
            identifier,
            seed,
            tuple(json.loads(devices)),
            version,
            torch,
            tuple(json.loads(sandbox)),
            datetime.datetime.fromisoformat(started),
            None if finished is None else datetime.datetime.fromisoformat(finished),
        )

    def place(self, run_id: str) -> str:
        """Where a run found the submissions."""
        with self._database.reading() as connection:
            (place,) = connection.execute(
                "SELECT submissions FROM run WHERE id = ?", (run_id,)
            ).fetchone()
        return str(place)
