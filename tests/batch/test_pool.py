"""Papers go through real examiners: outcomes, broken tests, lost examiners, second devices.

On the small course of ``tests/courses``, so that nothing in grader knows about one assignment.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from grader.batch.examiners import ExaminerProcess
from grader.batch.pool import Pool
from grader.errors import ExamError
from grader.exam.protocol import Ready, Setup
from grader.intake.submissions import find_submissions
from grader.outcome import ExerciseResult, Outcome, Status, SubmissionResult
from grader.wire.messages import Kind

COURSE = Path(__file__).parent.parent / "courses" / "vectors"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A copy of the small course that a test may damage."""
    copy = tmp_path / "course"
    shutil.copytree(COURSE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    return copy


def grade(
    course: Path,
    *,
    submissions: Path | None = None,
    device: str = "cpu",
    jobs: int = 1,
    past_due: bool = True,
) -> tuple[Ready, dict[str, SubmissionResult]]:
    setup = Setup(str(course), "vectors", seed="7", device=device, past_due=past_due)
    found = find_submissions(submissions or course / "submissions").submissions
    with Pool(setup, jobs=jobs, file_mb=1) as pool:
        ready = pool.prepare(len(found))
        results = {item.result.student: item.result for item in pool.grade(found)}
    return ready, results


def outcomes(exercise: ExerciseResult) -> set[Outcome]:
    return {test.outcome for test in exercise.tests}


def student(folder: Path, name: str, source: str) -> None:
    place = folder / name
    place.mkdir(parents=True)
    (place / "work.py").write_text(source)


RIGHT = """
import torch
def normalize(v):
    return v / v.norm() if v.norm() > 0 else v.clone()
"""


def test_right_wrong_and_unfinished_work() -> None:
    """Full marks, some, and none; a stub says that it is not written yet."""
    ready, results = grade(COURSE)
    assert ready.problems == {}
    assert results["right"].score == results["right"].max_score
    assert results["unfinished"].score == 0
    score = results["wrong"].score
    assert score is not None
    assert 0 < score < results["wrong"].max_score
    first = results["unfinished"].exercises[0].tests[0]
    assert first.outcome is Outcome.RAISED
    assert first.failure is not None
    assert "not written yet" in first.failure.messages[0].english()
    assert all(result.status is Status.GRADED for result in results.values())


def test_the_same_seed_gives_the_same_results() -> None:
    """Two runs with one seed agree in everything but the time that was spent."""

    def timeless(result: SubmissionResult) -> SubmissionResult:
        exercises = [
            replace(item, tests=tuple(replace(t, cpu_seconds=0.0, seconds=0.0) for t in item.tests))
            for item in result.exercises
        ]
        return replace(result, exercises=tuple(exercises), spent=None)

    _, one = grade(COURSE)
    _, two = grade(COURSE, jobs=2)
    assert {k: timeless(v) for k, v in one.items()} == {k: timeless(v) for k, v in two.items()}


def test_empty_lines_without_end_hold_up_nobody(tmp_path: Path) -> None:
    """A program that fails is graded as any other, however many empty lines stand beside it."""
    sources = {"markdown": "\n" * 400_000, "code": "def normalize(v):\n    return 2 * v\n"}
    cells = [{"cell_type": kind, "source": text} for kind, text in sources.items()]
    (tmp_path / "ada").mkdir()
    (tmp_path / "ada" / "work.ipynb").write_text(json.dumps({"nbformat": 4, "cells": cells}))
    _, results = grade(COURSE, submissions=tmp_path)
    assert Outcome.FAILED in outcomes(results["ada"].exercises[0])


def test_a_broken_hidden_test_grades_nobody(course: Path) -> None:
    """A test that the reference does not pass is not graded, for right and wrong work alike."""
    path = course / "solutions" / "vectors" / "hidden" / "test_normalize.py"
    path.write_text(
        path.read_text() + "\n\ndef test_broken(student):\n    'Never true.'\n    assert 1 == 2\n"
    )
    ready, results = grade(course)
    assert "test_broken" in str(ready.problems["normalize"])
    for result in results.values():
        assert (result.status, result.score) == (Status.NOT_GRADED, None)
        normalize, running_mean = result.exercises
        assert (normalize.status, normalize.score) == (Status.NOT_GRADED, None)
        assert normalize.tests[-1].outcome is Outcome.NOT_GRADED
        assert running_mean.status is Status.GRADED


def test_a_hidden_test_that_never_ends_grades_nobody(course: Path) -> None:
    """It is broken as any other that the reference does not pass, and the run goes on."""
    folder = course / "solutions" / "vectors"
    settings = folder / "assignment.toml"
    settings.write_text(settings.read_text() + "\n[limits]\nwall_seconds = 0.5\n")
    path = folder / "hidden" / "test_normalize.py"
    path.write_text(path.read_text() + "\n\ndef test_on(student):\n    while True:\n        pass\n")
    ready, results = grade(course)
    assert "took more than 6 seconds" in str(ready.problems["normalize"])
    for result in results.values():
        assert [item.status for item in result.exercises] == [Status.NOT_GRADED, Status.GRADED]


def test_a_hidden_test_that_can_not_be_collected_grades_nobody(course: Path) -> None:
    """A syntax error in one test module costs that exercise only, and is told."""
    path = course / "solutions" / "vectors" / "hidden" / "test_normalize.py"
    path.write_text("def test_x(:\n")
    ready, results = grade(course)
    assert "SyntaxError" in str(ready.problems["normalize"])
    for result in results.values():
        assert [item.status for item in result.exercises] == [Status.NOT_GRADED, Status.GRADED]


@pytest.mark.parametrize("damage", ["raise RuntimeError('no')", "import no_such_module"])
def test_a_broken_reference_grades_nobody(course: Path, damage: str) -> None:
    """A reference that raises is our fault: its exercise is not graded, the others are."""
    path = course / "solutions" / "vectors" / "normalize.py"
    source = path.read_text()
    path.write_text(source.replace("import torch", f"import torch\n{damage}", 1))
    ready, results = grade(course)
    assert "normalize" in ready.problems
    for result in results.values():
        assert [item.status for item in result.exercises] == [Status.NOT_GRADED, Status.GRADED]


def test_a_wrong_reference_grades_nobody(course: Path) -> None:
    """When the reference is wrong the tests don't trust themselves."""
    path = course / "solutions" / "vectors" / "normalize.py"
    source = path.read_text()
    begin, end = "### BEGIN SOLUTION", "### END SOLUTION"
    head, _, rest = source.partition(begin)
    _, _, tail = rest.partition(end)
    path.write_text(f"{head}{begin}\n    return v * 2\n    {end}{tail}")
    _, results = grade(course)
    assert {result.exercises[0].status for result in results.values()} == {Status.NOT_GRADED}


def test_broken_settings_stop_the_run_with_their_place(course: Path) -> None:
    """A mistake in assignment.toml is an error that names it, before anything is graded."""
    path = course / "solutions" / "vectors" / "assignment.toml"
    path.write_text(path.read_text() + "\nnonsense = 1\n")
    with pytest.raises(ExamError, match="nonsense"):
        grade(course)


def test_devices_that_disagree_are_an_outcome(tmp_path: Path) -> None:
    """A tensor made on the wrong device passes on the CPU only; both outcomes are told."""
    student(tmp_path, "ada", RIGHT)
    student(tmp_path, "bob", RIGHT.replace("v / v.norm()", "v / v.norm() + torch.zeros(len(v))"))
    ready, results = grade(COURSE, submissions=tmp_path, device="pretend")
    assert ready.devices == ("cpu", "pretend")
    assert ready.problems == {}
    right, wrong = results["ada"].exercises[0], results["bob"].exercises[0]
    assert outcomes(right) == {Outcome.PASSED}
    assert {"cpu", "pretend"} in [set(test.devices) for test in right.tests]
    disagreeing = [t for t in wrong.tests if t.outcome is Outcome.DEVICE_DISAGREEMENT]
    assert disagreeing
    assert disagreeing[0].devices == {"cpu": Outcome.PASSED, "pretend": Outcome.RAISED}
    assert disagreeing[0].score == 0


def test_missing_work_is_no_zero_before_the_due_date(tmp_path: Path) -> None:
    """Not handed in: no score before the due date, then 0."""
    student(tmp_path, "ada", RIGHT)
    for past_due, score in ((False, None), (True, 0.0)):
        _, results = grade(COURSE, submissions=tmp_path, past_due=past_due)
        missing = results["ada"].exercises[1]
        assert (missing.status, missing.score) == (Status.NOT_HANDED_IN, score)
        assert results["ada"].status is Status.GRADED


def test_a_busy_machine_fails_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A paper that ran out of time while the machine was busy is graded again, once, alone."""
    for name in ("ada", "bob", "eve"):
        student(tmp_path, name, RIGHT)
    handed_out: list[tuple[str, int]] = []
    ask, receive = ExaminerProcess.ask, ExaminerProcess.receive

    def watched(self: ExaminerProcess, job: Any) -> None:
        others = sum(e.paper is not None and e is not self for e in pools[0]._examiners)
        handed_out.append((job["student"], others))
        ask(self, job)

    def busy(self: ExaminerProcess) -> tuple[Kind, Any]:
        kind, tree = receive(self)
        if kind is Kind.RESULT:  # as if the first try had run out of time
            tree["starved"] = tree["result"]["student"] == "ada"
        return kind, tree

    pools: list[Pool] = []
    entered = Pool.__enter__
    monkeypatch.setattr(Pool, "__enter__", lambda self: pools.append(self) or entered(self))
    monkeypatch.setattr(ExaminerProcess, "ask", watched)
    monkeypatch.setattr(ExaminerProcess, "receive", busy)
    _, results = grade(COURSE, submissions=tmp_path, jobs=2)
    assert set(results) == {"ada", "bob", "eve"}
    assert [name for name, _ in handed_out].count("ada") == 2
    assert handed_out[-1] == ("ada", 0)


def test_a_submission_without_notebooks_says_so(tmp_path: Path) -> None:
    """0 for what was not handed in, and the page names what was there instead."""
    (tmp_path / "ada").mkdir()
    (tmp_path / "ada" / "notes.txt").write_text("see you on Monday")
    _, results = grade(COURSE, submissions=tmp_path)
    assert results["ada"].score == 0
    assert "notes.txt" in results["ada"].notes[0].english()


def _zygotes_and_examiners() -> Sequence[int]:
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                command = (entry / "cmdline").read_bytes()
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except (OSError, IndexError):
                continue
            if b"grader.batch.examiner" in command and parent == os.getpid():
                found.append(int(entry.name))
    return found


def test_a_killed_examiner_loses_nothing(tmp_path: Path) -> None:
    """When an examiner is killed its paper is graded by another; no result is lost or doubled."""
    for number in range(6):
        student(tmp_path, f"s{number}", RIGHT)
    setup = Setup(str(COURSE), "vectors", seed="7", device="cpu", past_due=True)
    found = find_submissions(tmp_path).submissions
    students = []
    with Pool(setup, jobs=1, file_mb=1) as pool:
        pool.prepare(len(found))
        for graded in pool.grade(found):
            students.append(graded.result.student)
            assert outcomes(graded.result.exercises[0]) == {Outcome.PASSED}
            if len(students) == 2:
                (examiner,) = _zygotes_and_examiners()
                os.kill(examiner, signal.SIGKILL)
    assert sorted(students) == [f"s{number}" for number in range(6)]
    assert _zygotes_and_examiners() == []


def test_a_killed_zygote_costs_nobody_a_point(course: Path, tmp_path: Path) -> None:
    """When candidates lose their zygote in the middle of a test, that is our fault: the paper is
    graded by another examiner."""
    only = "def test_norm(student):\n    'One.'\n    import torch\n    for _ in range(4):\n"
    only += "        assert student.normalize(torch.ones(4)).tolist() == [0.5] * 4\n"
    (course / "solutions/vectors/hidden/test_normalize.py").write_text(only)
    folder = tmp_path / "class"
    slow = RIGHT.replace("    return", "    time.sleep(0.3)\n    return")
    for number in range(3):
        student(folder, f"s{number}", f"import time\n{slow}")
    setup = Setup(str(course), "vectors", seed="7", device="cpu", past_due=True)
    found = find_submissions(folder).submissions
    students = []
    with Pool(setup, jobs=1, file_mb=1) as pool:
        pool.prepare(len(found))
        for graded in pool.grade(found):
            students.append(graded.result.student)
            assert outcomes(graded.result.exercises[0]) == {Outcome.PASSED}
            if len(students) == 1:
                (examiner,) = _zygotes_and_examiners()
                timers = [threading.Timer(0.5, os.kill, (c, 9)) for c in _children_of(examiner)]
                assert timers
                for timer in timers:
                    timer.start()
    assert sorted(students) == [f"s{number}" for number in range(3)]


def _children_of(pid: int) -> list[int]:
    path = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in path.read_text().split()]


def test_a_paper_that_kills_examiners_is_set_aside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After two lost examiners the paper is not graded, and the others are."""
    for name in ("ada", "bob", "eve"):
        student(tmp_path, name, RIGHT)
    hand_out = Pool._feed

    def killing(self: Pool, examiner: object, waiting: object) -> None:
        hand_out(self, examiner, waiting)  # type: ignore[arg-type]
        paper = examiner.paper  # type: ignore[attr-defined]
        if paper is not None and paper.submission.student == "bob":
            examiner._process.kill()  # type: ignore[attr-defined]

    monkeypatch.setattr(Pool, "_feed", killing)
    _, results = grade(COURSE, submissions=tmp_path)
    assert results["bob"].status is Status.NOT_GRADED
    assert results["bob"].score is None
    (note, *_) = results["bob"].exercises[0].notes
    assert "killed from outside" in note.english()
    assert results["ada"].status is results["eve"].status is Status.GRADED


def test_an_examiner_that_is_killed_at_the_start_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where memory runs out: the message says so, instead of nothing or a traceback."""
    start = Pool._start

    def killing(self: Pool) -> None:
        start(self)
        self._examiners[-1]._process.kill()

    monkeypatch.setattr(Pool, "_start", killing)
    with pytest.raises(ExamError, match="most likely since memory ran out") as raised:
        grade(COURSE)
    assert "--jobs" in raised.value.hint


def test_examiners_have_one_thread_each(tmp_path: Path) -> None:
    """However many cores there are: numpy would start a thread for each of them in every job."""
    student(tmp_path, "ada", RIGHT)
    setup = Setup(str(COURSE), "vectors", seed="7", device="cpu", past_due=True)
    with Pool(setup, jobs=1, file_mb=1) as pool:
        pool.prepare(1)
        (examiner,) = _zygotes_and_examiners()
        assert len(os.listdir(f"/proc/{examiner}/task")) == 1
