"""No submission can forge a grade, read a secret, hurt a neighbour or leave anything behind.

How an attack is written down is in README.md; what the class looks like in classroom.py.
"""

from __future__ import annotations

import functools
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.report.folder import feedback_name
from grader.visible import visible

from .classroom import (
    ATTACKS,
    FAST_SETS,
    OTHER_SETS,
    RIGHT,
    WRONG,
    Attack,
    Graded,
    LayerSet,
    adopt_orphans,
    grade_class,
    records_of_the_honest,
    things,
    why_not,
)

FAST = [attack for attack in ATTACKS if attack.fast]


@functools.cache
def _graded(layers: LayerSet, everything: bool) -> Graded:
    # Kept for the session: one run serves all tests of a layer set.
    base = Path(tempfile.mkdtemp(prefix="grader-attacks-"))
    _FOLDERS.append(base)
    return grade_class(base, ATTACKS if everything else FAST, layers)


_FOLDERS: list[Path] = []


@pytest.fixture(scope="module", autouse=True)
def _clean_up() -> Iterator[None]:
    yield
    for folder in _FOLDERS:
        for path in folder.rglob("locked"):
            path.chmod(0o700)
        shutil.rmtree(folder, ignore_errors=True)


SETS = [
    *((layers, False) for layers in FAST_SETS),
    *((layers, True) for layers in (*FAST_SETS, *OTHER_SETS)),
]


def _name(layers: LayerSet, everything: bool) -> str:
    return f"all, {layers.name}" if everything else layers.name


def _sets() -> list[object]:
    return [pytest.param(*one, id=_name(*one), marks=_marks(one[1])) for one in SETS]


def _attacks() -> list[object]:
    return [
        pytest.param(*one, attack, id=f"{_name(*one)}: {attack.name}", marks=_marks(one[1]))
        for one in SETS
        for attack in (ATTACKS if one[1] else FAST)
    ]


def _marks(everything: bool) -> list[pytest.MarkDecorator]:
    return [pytest.mark.timeout(1200), *([pytest.mark.slow] if everything else [])]


def graded(layers: LayerSet, everything: bool) -> Graded:
    reason = why_not(layers)
    if reason is not None:
        pytest.skip(f"{layers.name} can't be tried here: {reason}")
    return _graded(layers, everything)


@pytest.mark.parametrize(("layers", "everything", "attack"), _attacks())
def test_attack(layers: LayerSet, everything: bool, attack: Attack) -> None:
    """The attacker gets what its honest work deserves."""
    run = graded(layers, everything)
    submission = run.submissions()[visible(attack.student)]
    exercises = {item["exercise"]: item for item in submission["exercises"]}
    assert submission["status"] == "graded"
    for name, score in attack.scores.items():
        told = [(t["test"], t["outcome"], t["message"]) for t in exercises[name]["tests"]]
        assert exercises[name]["score"] == pytest.approx(score), (
            exercises[name]["notes"],
            told,
        )
    for name, status in attack.statuses.items():
        assert exercises[name]["status"] == status, exercises[name]["notes"]
    others = {n: e["score"] for n, e in exercises.items() if n not in attack.scores}
    assert not any(others.values()), "an exercise that was not handed in has a score"


@pytest.mark.parametrize(("layers", "everything"), _sets())
class TestUnder:
    """One class of attackers under each layer set."""

    def test_no_secret_comes_out(self, layers: LayerSet, everything: bool) -> None:
        """Nothing planted stands in any page, result or line at the terminal."""
        run = graded(layers, everything)
        shown = {
            **run.pages(),
            "the terminal": run.output,
            "results.json": (run.results / "results.json").read_text(encoding="utf-8"),
            "index.html": (run.results / "index.html").read_text(encoding="utf-8"),
        }
        planted = run.secrets
        for secret in (planted.hidden, planted.reference, planted.environment, planted.gradebook):
            assert [place for place, text in shown.items() if secret in text] == []
        honest = {f"{name}.html" for name in RIGHT}
        attackers = {place: text for place, text in shown.items() if place not in honest}
        assert [place for place, text in attackers.items() if planted.neighbour in text] == []
        # What an attacker would forge stands nowhere but in its own code on its own page.
        theirs = {feedback_name(attack.student) for attack in ATTACKS}
        others = {place: text for place, text in shown.items() if place not in theirs}
        assert honest | {"the terminal", "results.json", "index.html"} <= set(others)
        assert [place for place, text in others.items() if "canary-forged" in text] == []
        assert "\x1b" not in run.output

    def test_neighbours_are_untouched(self, layers: LayerSet, everything: bool) -> None:
        """Results and pages of the honest are byte for byte those of a run without attackers;
        the right ones have full marks, the wrong one has none."""
        run = graded(layers, everything)
        assert records_of_the_honest(run) == run.baseline
        submissions = run.submissions()
        assert {submissions[name]["score"] for name in RIGHT} == {16.0}
        assert submissions[WRONG]["score"] == 0.0

    def test_nothing_is_left_behind(self, layers: LayerSet, everything: bool) -> None:
        """No process, file, shared memory or semaphore; and the run ended as it should."""
        run = graded(layers, everything)
        assert run.left_behind == []
        assert run.exit_code == 0, run.output[-2000:]

    def test_the_layers_are_those_meant(self, layers: LayerSet, everything: bool) -> None:
        """The results say which layers there were; Landlock and seccomp always."""
        run = graded(layers, everything)
        assert {"landlock", "seccomp", "rlimits"} <= set(run.sandbox())
        if layers.bubblewrap is not None:
            assert ("bubblewrap" in run.sandbox()) is layers.bubblewrap


def test_the_attacks_are_real(tmp_path: Path) -> None:
    """Without isolation, attacks succeed and these checks see it: they can fail."""
    names = {
        "interpreter/hidden-test-read",
        "interpreter/neighbour-read",
        "interpreter/own-mem-file",
        "outside/network",
        "outside/local-sockets",
        "resources/fork",
    }
    chosen = [attack for attack in ATTACKS if attack.name in names]
    run = grade_class(tmp_path, chosen, LayerSet("none", (), "none"))
    submissions = run.submissions()
    assert len(chosen) == len(names)
    for attack in chosen:
        score = next(
            e for e in submissions[attack.student]["exercises"] if e["exercise"] == "linreg"
        )
        assert score["score"] == 2.0, attack.name
    assert run.sandbox() == []


def test_what_is_left_behind_is_seen() -> None:
    """The check for leftovers can fail: a process that was detached, and a file, are noticed."""
    adopt_orphans()
    before = things()
    subprocess.run(["sh", "-c", "setsid sleep 2 >/dev/null 2>&1 & exit 0"], check=True)
    with tempfile.NamedTemporaryFile(prefix="canary", dir="/tmp") as left:
        found = things() - before
    assert left.name in found
    assert any(thing.startswith("process") for thing in found)


def test_the_corpus_covers_the_catalogue() -> None:
    """At least a hundred attacks, and every mechanism that applies to a machine without a GPU."""
    covered = {number for attack in ATTACKS for number in attack.catalogue}
    on_gpus = {69, 80}
    assert len(ATTACKS) >= 100
    assert set(range(1, 81)) - covered == on_gpus
