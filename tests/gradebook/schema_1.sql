-- A gradebook as grader 0.1 left it: two runs of one assignment, one of another.
CREATE TABLE run (
    id TEXT PRIMARY KEY, assignment TEXT NOT NULL, seed TEXT NOT NULL, devices TEXT NOT NULL,
    grader TEXT NOT NULL, torch TEXT NOT NULL, sandbox TEXT NOT NULL, started TEXT NOT NULL,
    finished TEXT
) STRICT;
CREATE TABLE student (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE result (
    id INTEGER PRIMARY KEY,
    run_id TEXT NOT NULL REFERENCES run (id),
    student_id INTEGER NOT NULL REFERENCES student (id),
    status TEXT NOT NULL CHECK (status IN ('graded', 'not_graded')),
    score REAL, max_score REAL NOT NULL, files TEXT NOT NULL, record TEXT NOT NULL,
    graded TEXT NOT NULL,
    UNIQUE (run_id, student_id),
    CHECK ((status = 'graded') = (score IS NOT NULL)),
    CHECK (score IS NULL OR score BETWEEN 0 AND max_score)
) STRICT;
CREATE TABLE exercise_result (
    result_id INTEGER NOT NULL REFERENCES result (id) ON DELETE CASCADE,
    exercise TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('graded', 'not_handed_in', 'unreadable', 'not_graded')),
    score REAL, max_score REAL NOT NULL,
    PRIMARY KEY (result_id, exercise),
    CHECK (status <> 'not_graded' OR score IS NULL),
    CHECK (status NOT IN ('graded', 'unreadable') OR score IS NOT NULL),
    CHECK (score IS NULL OR score BETWEEN 0 AND max_score)
) STRICT;
CREATE TABLE test_result (
    result_id INTEGER NOT NULL, exercise TEXT NOT NULL, test TEXT NOT NULL,
    outcome TEXT NOT NULL, score REAL, max_score REAL NOT NULL,
    PRIMARY KEY (result_id, exercise, test),
    FOREIGN KEY (result_id, exercise)
        REFERENCES exercise_result (result_id, exercise) ON DELETE CASCADE,
    CHECK ((outcome = 'not_graded') = (score IS NULL))
) STRICT;
CREATE INDEX result_of_student ON result (student_id);

INSERT INTO run VALUES
    ('r1', 'vectors', 'old seed', '["cpu"]', '0.1.0', '2.13.0', '[]', '2026-11-01T10:00:00+00:00', '2026-11-01T10:01:00+00:00'),
    ('r2', 'vectors', 'new seed', '["cpu"]', '0.1.0', '2.13.0', '[]', '2026-11-08T10:00:00+00:00', NULL),
    ('r3', 'matrices', 'another', '["cpu"]', '0.1.0', '2.13.0', '[]', '2026-11-02T10:00:00+00:00', NULL);
INSERT INTO student VALUES (1, 'ada'), (2, 'bob');
INSERT INTO result VALUES
    (1, 'r1', 1, 'graded', 1.0, 2.0, '{"a.ipynb": "00"}', '{"student": "ada", "status": "graded", "score": 1.0, "max_score": 2.0, "exercises": [{"exercise": "normalize", "title": {"template": "N", "values": {}}, "status": "graded", "score": 1.0, "max_score": 2.0}]}', '2026-11-01T10:00:30+00:00'),
    (2, 'r1', 2, 'not_graded', NULL, 2.0, '{}', '{"student": "bob", "status": "not_graded", "score": null, "max_score": 2.0, "exercises": [{"exercise": "normalize", "title": {"template": "N", "values": {}}, "status": "not_graded", "score": null, "max_score": 2.0}]}', '2026-11-01T10:00:40+00:00'),
    (3, 'r2', 1, 'graded', 2.0, 2.0, '{"a.ipynb": "00"}', '{"student": "ada", "status": "graded", "score": 2.0, "max_score": 2.0, "exercises": [{"exercise": "normalize", "title": {"template": "N", "values": {}}, "status": "graded", "score": 2.0, "max_score": 2.0}]}', '2026-11-08T10:00:30+00:00'),
    (4, 'r3', 1, 'graded', 0.5, 1.0, '{"a.ipynb": "01"}', '{"student": "ada", "status": "graded", "score": 0.5, "max_score": 1.0, "exercises": []}', '2026-11-02T10:00:30+00:00');
INSERT INTO exercise_result VALUES
    (1, 'normalize', 'graded', 1.0, 2.0),
    (2, 'normalize', 'not_graded', NULL, 2.0),
    (3, 'normalize', 'graded', 2.0, 2.0);
INSERT INTO test_result VALUES
    (1, 'normalize', 'test_a', 'failed', 1.0, 2.0),
    (2, 'normalize', 'test_a', 'not_graded', NULL, 2.0),
    (3, 'normalize', 'test_a', 'passed', 2.0, 2.0);
PRAGMA user_version = 1;
