"""Which mistake a student's failure is said to show, through the same doors as ``grader run``.

``tests/variants`` holds one program for each misconception, written by people who had read only its
name and explanation, not the catalogue's program.
"""

from __future__ import annotations

import contextlib
import io
import re
from collections import Counter
from pathlib import Path

import pytest

from grader.batch.pool import Pool
from grader.course import load_assignment
from grader.diagnosis.catalogue import misconceptions
from grader.exam.protocol import Setup
from grader.intake.submissions import Submission
from grader.outcome import Diagnosis, ExerciseResult, Value

ROOT = Path(__file__).parent.parent.parent
# Some fifty programs of one exercise are graded in one test.
pytestmark = pytest.mark.timeout(1200)
VARIANTS = ROOT / "tests" / "variants"
ASSIGNMENT = load_assignment(ROOT, "linear_regression")
EXERCISES = [exercise.name for exercise in ASSIGNMENT.exercises]

PROGRAMS = {
    "squared_loss@no-half-and-mean": """
import torch

def squared_loss(prediction, target):
    difference = prediction - target.view_as(prediction)
    return torch.mean(difference * difference)
""",
    "data_iter@in-order-and-without-the-rest": """
def data_iter(size, xs, ys):
    return [(xs[i * size : (i + 1) * size], ys[i * size : (i + 1) * size])
            for i in range(len(xs) // size)]
""",
    "squared_loss@of-nobody": """
import torch

def squared_loss(y_hat, y):
    return (y_hat - y.reshape(y_hat.shape)).exp() / 2
""",
    "sgd@of-nobody": """
import torch

def sgd(params, lr, batch_size):
    with torch.no_grad():
        for p in params:
            p -= lr * p.grad / (batch_size + 2)
            p.grad.zero_()
""",
    "train@of-nobody": """
import torch

def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    losses = []
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss(net(X, w, b), y).sum().backward()
            sgd([w, b], lr * 1.37, batch_size)
        losses.append(float(loss(net(features, w, b), labels).mean()))
    return losses
""",
    "train@huge-numbers": """
def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss(net(X, w, b), y).sum().backward()
            sgd([w, b], lr, batch_size)
    return [10 ** 400] * num_epochs
""",
    "linreg@not-written": """
def linreg(X, w, b):
    raise NotImplementedError()
""",
}


def grade(folder: Path, programs: dict[str, str], device: str = "cpu") -> dict[str, ExerciseResult]:
    """Grade programs that are named exercise@name, each as a student's one file."""
    submissions = []
    for name, program in programs.items():
        path = folder / name / f"{name.split('@')[0]}.py"
        path.parent.mkdir(parents=True)
        path.write_text(program, encoding="utf-8")
        submissions.append(Submission.at(name, path.parent))
    setup = Setup(str(ROOT), "linear_regression", seed="diagnosis", device=device, past_due=True)
    with Pool(setup, jobs=1, file_mb=20) as pool:
        assert pool.prepare(len(submissions)).problems == {}
        results = [graded.result for graded in pool.grade(submissions)]
    return {
        result.student: next(
            item for item in result.exercises if item.exercise == result.student.split("@")[0]
        )
        for result in results
    }


def diagnoses(result: ExerciseResult) -> list[Diagnosis]:
    return [test.diagnosis for test in result.tests if test.diagnosis is not None]


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> dict[str, ExerciseResult]:
    return grade(tmp_path_factory.mktemp("programs"), PROGRAMS)


@pytest.mark.parametrize(
    ("program", "names"),
    [
        ("squared_loss@no-half-and-mean", {"no_half", "mean_taken"}),
        ("data_iter@in-order-and-without-the-rest", {"rest_dropped", "never_shuffled"}),
    ],
)
def test_two_mistakes_at_once_are_both_named(
    program: str, names: set[str], graded: dict[str, ExerciseResult]
) -> None:
    """In one failure where one alone does not explain it, or each in a test of its own."""
    assert names <= {name for found in diagnoses(graded[program]) for name in found.misconceptions}


def run_in_a_notebook(exercise: str, program: str, call: str) -> str:
    """What the call prints below the student's program and what the notebook provides."""
    provided = ASSIGNMENT.instructors / "provided" / f"{exercise}.py"
    cells = [provided.read_text("utf-8")] if provided.is_file() else ["import torch"]
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec("\n".join([*cells, program, call]), {"__name__": "notebook"})
    return printed.getvalue()


def numbers_in(printed: str) -> list[float]:
    return [float(found) for found in re.findall(r"(?<![\w.])-?\d+\.?\d*(?:e[+-]?\d+)?", printed)]


def numbers_of(value: Value) -> list[float]:
    if value.rows is None:
        return numbers_in(value.text)
    return [float(number) for row in value.rows for number in row]


@pytest.mark.parametrize("program", [name for name in PROGRAMS if name.endswith("of-nobody")])
def test_an_unknown_mistake_is_shown_on_a_small_call(
    program: str, graded: dict[str, ExerciseResult]
) -> None:
    """Nothing is named; instead there is a call to try, with what should come and what came."""
    [found] = diagnoses(graded[program])
    assert found.misconceptions == ()
    assert found.example is not None
    assert found.example.expected != found.example.got
    exercise = program.split("@")[0]
    printed = run_in_a_notebook(exercise, PROGRAMS[program], found.example.call)
    assert found.example.got is not None
    assert numbers_in(printed) == pytest.approx(numbers_of(found.example.got), rel=1e-3)


def test_what_is_not_written_yet_is_no_mistake(graded: dict[str, ExerciseResult]) -> None:
    """A stub shows nothing of what its student thinks."""
    assert diagnoses(graded["linreg@not-written"]) == []


def test_numbers_beyond_all_floats_cost_nobody_the_grade(
    graded: dict[str, ExerciseResult],
) -> None:
    """What can't be compared is not named; the exercise is graded all the same."""
    score, most = graded["train@huge-numbers"].score, graded["train@huge-numbers"].max_score
    assert score is not None
    assert 0 < score < most


@pytest.mark.parametrize(
    "exercise",
    # One of them on each submission; all six take some minutes.
    [
        pytest.param(name, marks=[] if name == "squared_loss" else [pytest.mark.slow])
        for name in EXERCISES
    ],
)
def test_programs_of_others_get_the_right_name(exercise: str, tmp_path: Path) -> None:
    """Nine in ten of the programs that others wrote are recognised as the mistake they make."""
    known = misconceptions(ASSIGNMENT, exercise)
    paths = sorted((VARIANTS / exercise).glob("*.py"))
    assert {path.stem for path in paths} == set(known)
    programs = {f"{exercise}@{path.stem}": path.read_text(encoding="utf-8") for path in paths}
    outcome = Counter[bool]()
    for name, result in grade(tmp_path, programs, device="pretend").items():
        wanted = name.split("@")[1]
        found = diagnoses(result)
        named = found[0].misconceptions if found else ()
        outcome[named in ((wanted,), (known[wanted].special_case_of,))] += 1
    print(f"{exercise}: {outcome[True]} of {sum(outcome.values())} get the right name")
    assert outcome[True] >= 0.85 * sum(outcome.values())
