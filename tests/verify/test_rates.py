"""The long measurement sees what goes wrong only now and then, in whichever grading that is."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from grader.course import load_assignment
from grader.verify.rates import RatesReport, Sizes, measure_rates
from grader.verify.run import Request
from tests.quiet import Quiet

ROOT = Path(__file__).parents[2]
RIGHT = '''"""Right, but for one call in eight."""

import torch


def normalize(v):
    length = v.norm().clamp_min(1e-12)
    return v / length if torch.rand(1) > 0.125 else v / length / 2
'''
SOMETIMES = """
import torch


def data_iter(batch_size, features, labels):
    right = torch.rand(1) < 0.6
    order = torch.randperm(len(features)) if right else torch.arange(len(features))
    for chosen in order.split(batch_size):
        chosen = chosen[torch.randperm(len(chosen))]
        yield features[chosen], labels[chosen]
"""


def measure(course: Path, assignment: str, exercise: str, sizes: Sizes) -> RatesReport:
    found = load_assignment(course, assignment)
    request = Request(found, exercise=exercise, device="cpu", jobs=1, seed="rates")
    return measure_rates(request, sizes, Quiet())


@pytest.fixture
def vectors(tmp_path: Path) -> Path:
    """The small course, with one accepted solution of ``normalize``."""
    place = tmp_path / "vectors"
    shutil.copytree(ROOT / "tests" / "courses" / "vectors", place)
    for program in (place / "solutions/vectors/accepted/normalize").glob("*.py"):
        program.unlink()
    return place


def test_a_program_that_fails_now_and_then_is_a_false_alarm(vectors: Path) -> None:
    """Each paper sits the exam twenty times; whichever time fails is told, and none other."""
    accepted = vectors / "solutions/vectors/accepted/normalize"
    (accepted / "sometimes.py").write_text(RIGHT, "utf-8")

    report = measure(vectors, "vectors", "normalize", Sizes(reference=20, accepted=20, wrong=20))

    assert report.reference.failures == ()
    (alarms,) = report.accepted
    assert alarms.failed > 5
    assert alarms.failures
    assert all("normalize/sometimes" in line for line in alarms.failures)
    assert not report.passes


# Another exercise's function under a wrong name: as "missing" there as can be.
UNFINISHED = """

def running_means(x, k):
    return x
"""


def test_a_program_that_is_right_raises_none(vectors: Path) -> None:
    """Exercises that it does not solve, or only begins, are no failures of its own."""
    accepted = vectors / "solutions/vectors/accepted/normalize"
    right = RIGHT.replace("> 0.125", "> -1")
    (accepted / "always.py").write_text(right + UNFINISHED, "utf-8")

    report = measure(vectors, "vectors", "normalize", Sizes(reference=20, accepted=40, wrong=20))

    assert [(alarms.failed, alarms.failures) for alarms in report.accepted] == [(0, ())]
    assert report.passes


def test_what_is_caught_by_chance_alone_is_counted(tmp_path: Path) -> None:
    """A mistake of a few calls has a power below that of the same mistake in all of them."""
    for folder in ("assignments", "solutions"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    home = tmp_path / "solutions" / "linear_regression"
    shutil.rmtree(home / "accepted" / "data_iter")
    wrong = home / "misconceptions" / "data_iter"
    always = wrong / "only_within_batches.py"
    for program in wrong.glob("*.py"):
        if program != always:
            program.unlink()
    header, _ = always.read_text("utf-8").split("import torch\n", 1)
    (wrong / "sometimes.py").write_text(header + SOMETIMES, "utf-8")

    report = measure(tmp_path, "linear_regression", "data_iter", Sizes(20, 20, 100))

    powers = {power.misconception: power for power in report.powers}
    assert powers["only_within_batches"].caught == powers["only_within_batches"].gradings == 100
    assert 20 < powers["sometimes"].caught < 100
    assert not powers["sometimes"].suffices
    assert not report.passes
