"""The gradebook's schema as numbered steps; a fresh file takes them all, an old one the rest.

A step that was released is never changed. ``PRAGMA user_version`` holds the number of the last one
taken. Scores are REAL points; a score that is not known is NULL, never 0, and constraints hold it.
"""

from __future__ import annotations

import sqlite3

MIGRATIONS: tuple[str, ...] = (
    """
    CREATE TABLE run (
        id TEXT PRIMARY KEY,
        assignment TEXT NOT NULL,
        seed TEXT NOT NULL,
        devices TEXT NOT NULL,
        grader TEXT NOT NULL,
        torch TEXT NOT NULL,
        sandbox TEXT NOT NULL,
        started TEXT NOT NULL,
        finished TEXT
    ) STRICT;

    CREATE TABLE student (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE
    ) STRICT;

    CREATE TABLE result (
        id INTEGER PRIMARY KEY,
        run_id TEXT NOT NULL REFERENCES run (id),
        student_id INTEGER NOT NULL REFERENCES student (id),
        status TEXT NOT NULL CHECK (status IN ('graded', 'not_graded')),
        score REAL,
        max_score REAL NOT NULL,
        files TEXT NOT NULL,
        record TEXT NOT NULL,
        graded TEXT NOT NULL,
        UNIQUE (run_id, student_id),
        CHECK ((status = 'graded') = (score IS NOT NULL)),
        CHECK (score IS NULL OR score BETWEEN 0 AND max_score)
    ) STRICT;

    CREATE TABLE exercise_result (
        result_id INTEGER NOT NULL REFERENCES result (id) ON DELETE CASCADE,
        exercise TEXT NOT NULL,
        status TEXT NOT NULL
            CHECK (status IN ('graded', 'not_handed_in', 'unreadable', 'not_graded')),
        score REAL,
        max_score REAL NOT NULL,
        PRIMARY KEY (result_id, exercise),
        CHECK (status <> 'not_graded' OR score IS NULL),
        CHECK (status NOT IN ('graded', 'unreadable') OR score IS NOT NULL),
        CHECK (score IS NULL OR score BETWEEN 0 AND max_score)
    ) STRICT;

    CREATE TABLE test_result (
        result_id INTEGER NOT NULL,
        exercise TEXT NOT NULL,
        test TEXT NOT NULL,
        outcome TEXT NOT NULL,
        score REAL,
        max_score REAL NOT NULL,
        PRIMARY KEY (result_id, exercise, test),
        FOREIGN KEY (result_id, exercise)
            REFERENCES exercise_result (result_id, exercise) ON DELETE CASCADE,
        CHECK ((outcome = 'not_graded') = (score IS NULL))
    ) STRICT;

    CREATE INDEX result_of_student ON result (student_id);
    """,
)


def version(connection: sqlite3.Connection) -> int:
    """The number of the last step that this file has taken."""
    (number,) = connection.execute("PRAGMA user_version").fetchone()
    return int(number)


def migrate(connection: sqlite3.Connection, *, target: int = len(MIGRATIONS)) -> None:
    """Take all steps up to ``target``, each in a transaction of its own."""
    for number in range(version(connection), target):
        script = f"BEGIN;\n{MIGRATIONS[number]}\nPRAGMA user_version = {number + 1};\nCOMMIT;"
        connection.executescript(script)
