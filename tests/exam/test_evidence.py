"""What tests hand over to be drawn: thinned, plain, and never the reason for a verdict."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from grader.batch.pool import Pool
from grader.exam import assert_close
from grader.exam.compare import Mismatch
from grader.exam.error_map import error_map
from grader.exam.evidence import MOST_CHARTS, MOST_POINTS, MOST_SERIES, Evidence
from grader.exam.grading import Sat, grade_test
from grader.exam.overtime import Overtime
from grader.exam.protocol import HiddenTest, Setup, Terms
from grader.exam.proxy import Student
from grader.exam.statistics import normal_density
from grader.intake.submissions import Submission
from grader.outcome import Chart, Outcome, Series, TestResult
from grader.sandbox.faults import CandidateFault, broken_wire
from grader.wire.values import Opaque

nan, inf = float("nan"), float("inf")
RIGHT = torch.tensor([1.0, 2.0, 3.0])


def scatter(places: Any, *, strict: bool = False) -> tuple[Chart, ...]:
    evidence = Evidence(strict=strict)
    evidence.scatter(
        "Places", x="x", y="y", yours={"yours": places}, expected={"right": (RIGHT, RIGHT)}
    )
    return evidence.charts


def only(charts: tuple[Chart, ...]) -> Series:
    [chart] = charts
    return chart.series[0]


@pytest.mark.parametrize(
    "ys",
    [
        torch.tensor([4.0, 5.0, 6.0]),
        torch.tensor([[4.0], [5.0], [6.0]]),
        torch.tensor([4.0, 5.0, 6.0], requires_grad=True),
        torch.tensor([4, 5, 6]),
        torch.tensor([4.0, 5.0, 6.0], dtype=torch.bfloat16),
        np.array([4.0, 5.0, 6.0]),
        [4, 5.0, torch.tensor([6.0], requires_grad=True)],
        (np.float32(4), np.int64(5), 6),
    ],
)
def test_numbers_in_any_form_are_taken(ys: Any) -> None:
    """Tensors of any shape, with gradients or without, arrays, lists."""
    assert only(scatter((RIGHT, ys))).y == (4.0, 5.0, 6.0)


@pytest.mark.parametrize(
    "ys",
    [
        [nan, 5.0, inf],
        torch.tensor([nan, 5.0, -inf]),
        [10**400, 5.0, -(10**400)],
        [1e300, 5.0, 1e200],
        [None, 5.0, "seven"],
        [Opaque("Module", "…"), 5.0, [1.0, 2.0]],
        [torch.ones(2), 5.0, torch.tensor(1j)],
    ],
)
def test_what_is_no_finite_number_is_counted_and_left_out(ys: Any) -> None:
    """The rest is drawn, and how much is missing is known."""
    series = only(scatter((RIGHT, ys)))
    assert (series.x, series.y, series.total, series.lost) == ((2.0,), (5.0,), 3, 2)


UNDRAWABLE = [
    (RIGHT, torch.ones(4)),
    (RIGHT, [nan, nan, nan]),
    (RIGHT, []),
    (torch.empty(0), torch.empty(0)),
    (RIGHT, None),
    (RIGHT, "abc"),
    (RIGHT, 7.0),
    (RIGHT, torch.ones(3, dtype=torch.complex64)),
    (RIGHT, Opaque("Module", "…")),
    (RIGHT, {"a": 1.0}),
    (RIGHT, np.array(["a", "b", "c"])),
    (RIGHT, torch.ones(3, 3).to_sparse()),
    (RIGHT,),
    None,
    5,
    lambda: [][0],
]


@pytest.mark.parametrize("places", UNDRAWABLE)
def test_what_cannot_be_drawn_is_left_out(places: Any) -> None:
    """No exception, and no chart of nothing but what is expected."""
    assert scatter(places) == ()


@pytest.mark.parametrize("places", UNDRAWABLE)
def test_authors_are_told(places: Any) -> None:
    """With plain pytest, where the reference is the student, it is an error."""
    with pytest.raises(Exception):  # noqa: B017  # whatever it is, it comes through
        scatter(places, strict=True)


@pytest.mark.parametrize(
    "given",
    [
        {"yours": None},
        {"yours": [1, 2]},
        {"yours": {3: ([1.0], [2.0])}, "expected": 5},
        {"yours": {"a": ([1.0], [2.0])}, "expected": {"b": lambda: 1 / 0}},
    ],
)
def test_an_authors_blunder_fails_nobody(given: dict[str, Any]) -> None:
    """Evidence of another form than it should have raises nothing while students are graded."""
    evidence = Evidence()
    evidence.scatter("Places", x="x", y="y", **given)
    evidence.lines("Lines", x="x", y="y", **given)
    evidence.path("Path", x="x", y="y", **given)
    evidence.histogram("Bars", x="x", values=[1.0], between=(2, 2, 2), bars=-1)  # type: ignore[arg-type]


@pytest.mark.parametrize("error", [Overtime("late"), broken_wire("nonsense")])
def test_what_ends_a_test_is_not_swallowed(error: Exception) -> None:
    """A limit that is met while numbers are fetched still ends the test."""

    def fetched() -> Any:
        raise error

    with pytest.raises((Overtime, CandidateFault)):
        scatter(fetched)


def test_large_series_are_thinned_evenly() -> None:
    """At most 200 places, the ends among them, with the count of all; pairs stay pairs."""
    count = 30_001
    xs = torch.arange(count)
    series = only(scatter((xs, 2 * xs)))
    assert len(series.x) == MOST_POINTS
    assert (series.x[0], series.x[-1], series.total, series.lost) == (0, count - 1, count, 0)
    assert series.y == tuple(2 * x for x in series.x)
    steps = np.diff(series.x)
    assert steps.max() - steps.min() <= 1


def test_millions_are_no_trouble() -> None:
    """Very many numbers are counted, and a part of them is looked at."""
    count = 3_000_000
    evidence = Evidence()
    evidence.lines("L", x="x", y="y", yours={"a": torch.linspace(0, 1, count)})
    evidence.histogram("H", x="x", values=torch.zeros(count), between=(-1, 1), bars=3)
    line, bars = (chart.series[0] for chart in evidence.charts)
    assert (line.total, len(line.y), line.x[0], line.x[-1]) == (count, MOST_POINTS, 1, count)
    assert (bars.y, bars.total, bars.lost) == ((0, count, 0), count, 0)


def test_lines_are_counted_from_where_the_test_says() -> None:
    """1, 2, 3 … where nothing is said."""
    evidence = Evidence()
    evidence.lines("L", x="epoch", y="loss", yours={"a": [3.0, 2.0]}, expected={"b": [1.0, 0.5]})
    evidence.lines("M", x="step", y="loss", yours={"a": [3.0, 2.0]}, first=0)
    assert [chart.series[0].x for chart in evidence.charts] == [(1, 2), (0, 1)]
    assert [series.expected for series in evidence.charts[0].series] == [False, True]


def test_a_histogram_counts() -> None:
    """Bars hold the counts; what lies outside or is not finite is counted beside them; the expected
    counts are the density's."""
    values = torch.tensor([-0.5, 0.5, 0.6, 0.7, 9.0, nan])
    evidence = Evidence()
    evidence.histogram(
        "H", x="x", values=values, between=(-1, 1), bars=2, expected=lambda at: at * 0 + 0.25
    )
    yours, expected = evidence.charts[0].series
    assert (yours.x, yours.y, yours.total, yours.lost) == ((-0.5, 0.5), (1, 3), 6, 2)
    assert expected.y == (1.5, 1.5)


def test_density_of_the_normal_distribution() -> None:
    """It has its peak at the mean, and its integral is 1."""
    at = torch.linspace(-3, 7, 2001, dtype=torch.float64)
    density = normal_density(mean=2.0, standard_deviation=0.5)(at)
    assert float(at[density.argmax()]) == pytest.approx(2.0)
    assert float(density.max()) == pytest.approx(1 / (0.5 * math.sqrt(2 * math.pi)))
    assert float(torch.trapezoid(density, at)) == pytest.approx(1.0)


def test_in_a_loop_the_last_turn_is_kept() -> None:
    """Also where the last turn can't be drawn: an earlier one would mislead."""
    evidence = Evidence()
    for values in ([1.0], [2.0]):
        evidence.lines("L", x="x", y="y", yours={"a": values})
    assert only(evidence.charts).y == (2.0,)
    evidence.lines("L", x="x", y="y", yours={"a": [nan]})
    assert evidence.charts == ()


def test_there_is_an_end_of_charts_and_series() -> None:
    """A page stays small whatever a test hands over."""
    evidence = Evidence()
    for number in range(9):
        yours = {f"series {series}": [1.0] for series in range(9)}
        evidence.lines(f"L{number}", x="x", y="y", yours=yours)
    assert [len(chart.series) for chart in evidence.charts] == [MOST_SERIES] * MOST_CHARTS


def test_nothing_is_computed_where_nobody_looks() -> None:
    """The control run and the gate cost nothing: functions are not even called."""
    evidence = Evidence(wanted=False)
    evidence.path("P", x="x", y="y", yours={"a": lambda: pytest.fail("called")})
    assert evidence.charts == ()


def test_students_values_behind_the_border(program: Callable[..., Student]) -> None:
    """What really comes from a candidate: iterators are not pulled, results that need gradients
    stay differentiable."""
    student = program(
        "def f(kind, x):\n"
        "    if kind == 'iterator':\n"
        "        return (print('pulled') or i for i in range(3))\n"
        "    return x * 2 if kind == 'gradient' else [x, object()]"
    )
    x = torch.tensor([1.0, 2.0], requires_grad=True)
    evidence = Evidence()
    for kind in ("iterator", "objects", "gradient"):
        came = student.f(kind, x)
        evidence.lines(kind, x="x", y="y", yours={"a": came})
    assert [chart.title.english() for chart in evidence.charts] == ["gradient"]
    came.sum().backward()
    assert x.grad is not None
    assert x.grad.tolist() == [2.0, 2.0]


def test_the_first_device_that_has_some_is_kept() -> None:
    """One chart for a test, whichever devices it runs on."""
    charts = scatter((RIGHT, RIGHT))
    test = HiddenTest("test_a", "A.", 1.0, (), ("cpu", "cuda"))
    sat = {
        "cpu": Sat(Outcome.CRASHED),
        "cuda": Sat(Outcome.PASSED, charts=charts),
        "other": Sat(Outcome.PASSED, charts=scatter((RIGHT, -RIGHT))),
    }
    assert grade_test(test, sat, points=1.0, keeps_points=False).charts == charts


HIDDEN = '''
import torch
from grader.exam import assert_close

def test_doubles(student, evidence):
    """It doubles."""
    for size in (2, 3):
        x = torch.arange(1.0, size + 1)
        came = student.double(x.clone())
        evidence.lines("Doubled", x="n", y="y", yours={"yours": came}, expected={"r": 2 * x})
        assert_close(came, 2 * x)
'''
DOUBLE = """
# %% [markdown] lang="en"
# # Double

# %%
def double(x):
    ### BEGIN SOLUTION
    return 2 * x
    ### END SOLUTION
"""
PROGRAMS = {
    "right": "def double(x):\n    return x + x",
    "wrong": "def double(x):\n    return x + 1",
    "nothing": "def double(x):\n    pass",
    "infinite": "def double(x):\n    return x / 0",
    "raises": "def double(x):\n    raise ValueError",
}


def grade(folder: Path, terms: Terms) -> dict[str, TestResult]:
    """Grade the programs against a course of one test, through real examiners."""
    course = folder / "course" / "solutions" / "small"
    (course / "hidden").mkdir(parents=True, exist_ok=True)
    (course / "double.py").write_text(DOUBLE)
    (course / "hidden" / "test_double.py").write_text(HIDDEN)
    (course / "assignment.toml").write_text(
        'title = "Small"\nlanguages = ["en"]\n[exercises.double]\ntitle = "Double"\npoints = 1\n'
    )
    papers = []
    for name, source in PROGRAMS.items():
        path = folder / "work" / name / "double.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source)
        papers.append(Submission.at(name, path.parent))
    setup = Setup(str(folder / "course"), "small", seed="7", device="cpu", past_due=True)
    with Pool(setup, jobs=1, file_mb=1) as pool:
        assert pool.prepare(len(papers)).problems == {}
        results = [graded.result for graded in pool.grade(papers, terms)]
    return {result.student: result.exercises[0].tests[0] for result in results}


def timeless(result: TestResult, **changes: Any) -> TestResult:
    return replace(result, cpu_seconds=0, seconds=0, **changes)


def test_evidence_comes_with_the_result_and_decides_nothing(tmp_path: Path) -> None:
    """Given whether a test passes or fails, of the turn that failed; the same seed gives the same;
    without it, and without what replays the calls, the verdicts are the same."""
    tests = grade(tmp_path, Terms())
    passed, failed = tests["right"].charts[0], tests["wrong"].charts[0]
    assert [series.y for series in passed.series] == [(2, 4, 6), (2, 4, 6)]
    assert [series.y for series in failed.series] == [(2, 3), (2, 4)]
    assert [tests[name].charts for name in ("nothing", "infinite", "raises")] == [(), (), ()]
    assert {name: timeless(t) for name, t in tests.items()} == {
        name: timeless(t) for name, t in grade(tmp_path, Terms()).items()
    }
    without = grade(tmp_path, Terms(evidence=False))
    for name, test in without.items():
        assert timeless(tests[name], charts=(), replay=None) == timeless(test)


def failure_of(actual: torch.Tensor, expected: torch.Tensor) -> Any:
    with pytest.raises(Mismatch) as caught:
        assert_close(actual, expected)
    return caught.value.failure


def test_small_tensors_need_no_map() -> None:
    """They are shown whole."""
    assert failure_of(torch.ones(8, 8), torch.zeros(8, 8)).error_map is None


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (lambda t: t[4:, 3].add_(1), "Wrong in 96 of 100 rows, always in column 3"),
        (lambda t: t[7, 2:].add_(1), "Wrong in 3 of 5 columns, always in row 7"),
        (lambda t: t[:10].add_(1), "10 of 100 rows are wrong from end to end"),
        (lambda t: t[:, 3:].add_(1), "2 of 5 columns are wrong from top to bottom"),
        (lambda t: t[::50, ::2].add_(1), "Wrong in 2 of 100 rows and in 3 of 5 columns"),
        (lambda t: t.add_(1), "Every element is wrong"),
    ],
)
def test_words_say_where_the_errors_are(wrong: Callable[[torch.Tensor], Any], words: str) -> None:
    """A sentence where it can be said simply."""
    expected = torch.randn(100, 5)
    actual = expected.clone()
    wrong(actual)
    assert words in failure_of(actual, expected).error_map.words.english()


@pytest.mark.parametrize(
    ("places", "words"),
    [
        (slice(60, 100), "Wrong from place 60 to place 99 (counted from 0), all 40"),
        (slice(0, 100, 50), "Wrong at 2 of the places from 0 to 50"),
        (slice(3, 4), "Wrong at place 3 alone"),
    ],
)
@pytest.mark.parametrize("shape", [(100,), (100, 1)])
def test_a_line_of_numbers(places: slice, words: str, shape: tuple[int, ...]) -> None:
    """A vector is one row, a column one column; the words are the same."""
    expected = torch.zeros(shape)
    actual = expected.clone()
    actual[places] = 1.0
    found = failure_of(actual, expected).error_map
    assert words in found.words.english()
    assert (len(found.codes) == 1) == (len(shape) == 1)


def test_blocks_hold_their_largest_error() -> None:
    """Of a large tensor at most 24 by 24 blocks, none of them lost at the edge."""
    expected = torch.zeros(1000, 49)
    actual = expected.clone()
    actual[999, 48], actual[0, 0], actual[500, 20] = 9.0, 1.0, 4.1
    found = failure_of(actual, expected).error_map
    digits = [(r, c, code) for r, row in enumerate(found.codes) for c, code in enumerate(row)]
    assert [entry for entry in digits if entry[2] != "0"] == [
        (0, 0, "1"),
        (500 // 42, 20 // 3, "5"),
        (999 // 42, 48 // 3, "9"),
    ]
    assert len(found.codes) <= 24
    assert len(found.codes[0]) <= 24


@pytest.mark.parametrize("shape", [(), (1,), (0, 3), (2, 3, 4, 5), (5000,), (1, 1), (3, 0)])
@pytest.mark.parametrize("error", [1.0, nan, inf, 1e-310, 1e308])
def test_a_map_never_fails(shape: tuple[int, ...], error: float) -> None:
    """Any shape, any size of error; what is not finite counts as the largest."""
    difference = torch.full(shape, error, dtype=torch.float64)
    found = error_map(difference, torch.zeros(shape, dtype=torch.bool))
    if difference.numel() == 0:
        assert found is None
    else:
        assert found is not None
        assert {code for row in found.codes for code in row} == {"9"}
