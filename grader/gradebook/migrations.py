"""The gradebook's schema as numbered steps; a fresh file takes them all, an old one the rest.

A step that was released is never changed. ``PRAGMA user_version`` holds the number of the last one
taken. Scores are REAL points; a score that is not known is NULL, never 0, and constraints hold it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

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
    # Students get an identity on each platform; results belong to attempts, are made of gradings
    # that are found again by what they depend on, and one of an attempt's results is current.
    # Results of schema 1 become attempts and results without gradings: nothing says what they
    # depended on, so they are graded again when they are met again.
    """
    ALTER TABLE run ADD COLUMN submissions TEXT NOT NULL DEFAULT '';
    ALTER TABLE student ADD COLUMN full_name TEXT NOT NULL DEFAULT '';
    ALTER TABLE student ADD COLUMN email TEXT NOT NULL DEFAULT '';
    ALTER TABLE student ADD COLUMN section TEXT NOT NULL DEFAULT '';
    ALTER TABLE student ADD COLUMN enrolled INTEGER NOT NULL DEFAULT 0;

    CREATE TABLE identity (
        platform TEXT NOT NULL,
        identifier TEXT NOT NULL,
        student_id INTEGER NOT NULL REFERENCES student (id) ON DELETE CASCADE,
        PRIMARY KEY (platform, identifier)
    ) STRICT;
    CREATE INDEX identity_of_student ON identity (student_id);

    CREATE TABLE assignment (
        name TEXT PRIMARY KEY,
        seed TEXT NOT NULL,
        policy TEXT NOT NULL DEFAULT ''
    ) STRICT;
    INSERT INTO assignment (name, seed)
        SELECT assignment, seed FROM run GROUP BY assignment HAVING started = max(started);

    CREATE TABLE attempt (
        id INTEGER PRIMARY KEY,
        assignment TEXT NOT NULL REFERENCES assignment (name),
        files TEXT NOT NULL,
        handed_in TEXT,
        late INTEGER CHECK (late IN (0, 1)),
        origin TEXT NOT NULL,
        seen TEXT NOT NULL
    ) STRICT;
    CREATE TABLE member (
        attempt_id INTEGER NOT NULL REFERENCES attempt (id) ON DELETE CASCADE,
        student_id INTEGER NOT NULL REFERENCES student (id) ON DELETE CASCADE,
        PRIMARY KEY (attempt_id, student_id)
    ) STRICT;
    CREATE INDEX attempt_of_student ON member (student_id);

    ALTER TABLE test_result RENAME TO test_result_1;
    ALTER TABLE exercise_result RENAME TO exercise_result_1;
    ALTER TABLE result RENAME TO result_1;
    DROP INDEX result_of_student;

    CREATE TABLE grading (
        id INTEGER PRIMARY KEY,
        run_id TEXT NOT NULL REFERENCES run (id),
        exercise TEXT NOT NULL,
        key TEXT NOT NULL,
        record TEXT NOT NULL
    ) STRICT;
    CREATE INDEX grading_by_key ON grading (key);

    CREATE TABLE result (
        id INTEGER PRIMARY KEY,
        attempt_id INTEGER NOT NULL REFERENCES attempt (id) ON DELETE CASCADE,
        run_id TEXT NOT NULL REFERENCES run (id),
        state TEXT NOT NULL CHECK (state IN ('current', 'proposed', 'former', 'dropped')),
        status TEXT NOT NULL CHECK (status IN ('graded', 'not_graded')),
        score REAL,
        max_score REAL NOT NULL,
        scoring TEXT NOT NULL,
        paper TEXT NOT NULL,
        light TEXT NOT NULL,
        made TEXT NOT NULL,
        CHECK ((status = 'graded') = (score IS NOT NULL)),
        CHECK (score IS NULL OR score BETWEEN 0 AND max_score)
    ) STRICT;
    CREATE INDEX result_of_attempt ON result (attempt_id);
    CREATE UNIQUE INDEX one_current ON result (attempt_id) WHERE state = 'current';
    CREATE UNIQUE INDEX one_proposed ON result (attempt_id) WHERE state = 'proposed';

    CREATE TABLE exercise_result (
        result_id INTEGER NOT NULL REFERENCES result (id) ON DELETE CASCADE,
        exercise TEXT NOT NULL,
        grading_id INTEGER REFERENCES grading (id),
        status TEXT NOT NULL
            CHECK (status IN ('graded', 'not_handed_in', 'unreadable', 'not_graded')),
        score REAL,
        max_score REAL NOT NULL,
        PRIMARY KEY (result_id, exercise),
        CHECK (status <> 'not_graded' OR score IS NULL),
        CHECK (status NOT IN ('graded', 'unreadable') OR score IS NOT NULL),
        CHECK (score IS NULL OR score BETWEEN 0 AND max_score)
    ) STRICT;
    CREATE INDEX exercise_result_of_grading ON exercise_result (grading_id);

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

    INSERT INTO attempt (id, assignment, files, origin, seen)
        SELECT min(result_1.id), assignment, files, '', min(graded)
        FROM result_1 JOIN run ON run.id = run_id GROUP BY assignment, student_id, files;
    INSERT INTO member
        SELECT min(result_1.id), student_id
        FROM result_1 JOIN run ON run.id = run_id GROUP BY assignment, student_id, files;
    INSERT INTO result (id, attempt_id, run_id, state, status, score, max_score, scoring, paper,
                        light, made)
        SELECT r.id,
            min(r.id) OVER (PARTITION BY assignment, student_id, files),
            r.run_id,
            CASE WHEN row_number() OVER (
                PARTITION BY assignment, student_id, files ORDER BY graded DESC, r.id DESC
            ) = 1 THEN 'current' ELSE 'former' END,
            status, score, max_score, '', record, record, graded
        FROM result_1 AS r JOIN run ON run.id = r.run_id;
    INSERT INTO exercise_result
        SELECT result_id, exercise, NULL, status, score, max_score FROM exercise_result_1;
    INSERT INTO test_result SELECT * FROM test_result_1;
    DROP TABLE test_result_1;
    DROP TABLE exercise_result_1;
    DROP TABLE result_1;

    CREATE TABLE entry (
        id INTEGER PRIMARY KEY,
        assignment TEXT NOT NULL,
        student_id INTEGER NOT NULL REFERENCES student (id) ON DELETE CASCADE,
        kind TEXT NOT NULL CHECK (kind IN ('adjustment', 'comment', 'excuse', 'extension')),
        text TEXT NOT NULL CHECK (text <> ''),
        author TEXT NOT NULL CHECK (author <> ''),
        made TEXT NOT NULL,
        points REAL,
        until TEXT,
        exercise TEXT,
        withdrawn TEXT,
        CHECK ((kind = 'adjustment') = (points IS NOT NULL)),
        CHECK ((kind = 'extension') = (until IS NOT NULL)),
        CHECK (kind = 'comment' OR exercise IS NULL)
    ) STRICT;
    CREATE INDEX entry_of_student ON entry (student_id, assignment);
    """,
)


def version(connection: sqlite3.Connection) -> int:
    """The number of the last step that this file has taken."""
    (number,) = connection.execute("PRAGMA user_version").fetchone()
    return int(number)


def migrate(connection: sqlite3.Connection, *, target: int = len(MIGRATIONS)) -> None:
    """Take all steps up to ``target``, each in a transaction of its own.

    The connection commits by itself (``isolation_level=None``). Another process may take the same
    steps at the same time: one waits for the other, and finds them taken.
    """
    for number in range(version(connection), target):
        connection.execute("BEGIN IMMEDIATE")
        try:
            if version(connection) == number:
                for statement in _statements(MIGRATIONS[number]):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {number + 1}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def _statements(script: str) -> Iterator[str]:
    """One at a time: a script run as a whole would end the transaction that it is run in."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
