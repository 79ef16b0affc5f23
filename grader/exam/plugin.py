"""The pytest plug-in of hidden tests: fixtures and marks, for authors and examiners alike.

An examiner puts its own ``Fixtures`` into the stash before the tests run. With plain pytest, as
authors use it, the reference solution sits the exam, in a candidate process without isolation.
"""

from __future__ import annotations

import inspect
from dataclasses import dataclass, fields
from typing import Any, Protocol

import pytest
import torch

from grader.exam.evidence import Evidence
from grader.exam.proxy import constants_in

MARKS = (
    "weight(n): the test's share of its exercise's points, 1 by default",
    "needs(*tests): tests of the same file that have to pass before this one is checked",
    "false_alarm(p): how likely it fails a right program, beyond its statistical assertions",
    "kept(reason): why the test stays although no known wrong program needs it",
    "hints(*texts): what a student who fails it may unfold, from a question to a pointer",
)


@dataclass
class Fixtures:
    """What the fixtures give to the test that runs now."""

    student: Any
    reference: Any
    device: torch.device
    rng: torch.Generator
    evidence: Evidence


class Host(Protocol):
    """Whoever runs the tests: prepares the fixtures for an item, and cleans up."""

    def fixtures(self, item: pytest.Item) -> Fixtures: ...

    def close(self) -> None: ...


_FIXTURES = frozenset(field.name for field in fields(Fixtures))
_OBEYED = frozenset({"skip", "skipif", "xfail", "usefixtures", "filterwarnings"})
HOST = pytest.StashKey[Host]()


def pytest_configure(config: pytest.Config) -> None:
    for mark in MARKS:
        config.addinivalue_line("markers", mark)


def pytest_unconfigure(config: pytest.Config) -> None:
    host = config.stash.get(HOST, None)
    if host is not None:
        host.close()


def _fixtures(request: pytest.FixtureRequest) -> Fixtures:
    config = request.config
    if HOST not in config.stash:
        from grader.exam.author import AuthorHost

        config.stash[HOST] = AuthorHost()
    item = request.node
    assert isinstance(item, pytest.Item)
    return config.stash[HOST].fixtures(item)


@pytest.fixture
def student(request: pytest.FixtureRequest) -> Any:
    """The student's program, see ``grader.exam.proxy``."""
    return _fixtures(request).student


@pytest.fixture
def reference(request: pytest.FixtureRequest) -> Any:
    """The reference program, in this process."""
    return _fixtures(request).reference


@pytest.fixture
def device(request: pytest.FixtureRequest) -> torch.device:
    """Where the test's tensors belong; a test that asks for it runs once on each device."""
    return _fixtures(request).device


@pytest.fixture
def rng(request: pytest.FixtureRequest) -> torch.Generator:
    """A CPU generator for the test's inputs: secret, the same for every student and device."""
    return _fixtures(request).rng


@pytest.fixture
def evidence(request: pytest.FixtureRequest) -> Evidence:
    """Takes what the student's page is to draw, whether the test passes or fails."""
    return _fixtures(request).evidence


def plain_arguments(item: pytest.Item) -> frozenset[str] | None:
    """The fixtures of this module that a test asks for, where nothing else takes part in it.

    None where it has parameters, a fixture of the author's own, or a mark that is pytest's to obey;
    where it is a method; and where it is not over when the function returns.
    """
    if not isinstance(item, pytest.Function) or hasattr(item, "callspec") or item.cls is not None:
        return None
    if inspect.iscoroutinefunction(item.obj) or inspect.isasyncgenfunction(item.obj):
        return None
    asked = frozenset(inspect.signature(item.obj).parameters)
    if not asked <= _FIXTURES or not set(item.fixturenames) <= {*_FIXTURES, "request"}:
        return None
    known = item._fixtureinfo.name2fixturedefs
    if any(found.func.__module__ != __name__ for name in asked for found in known.get(name, ())):
        return None
    if any(mark.name in _OBEYED for mark in item.iter_markers()):
        return None
    return asked


def constants_of(item: pytest.Item) -> dict[int, object]:
    """By ``id``: what a test shares with later tests and with later students' sittings."""
    module, callspec = getattr(item, "module", None), getattr(item, "callspec", None)
    shared = [*vars(module).values()] if module is not None else []
    shared += [*callspec.params.values()] if callspec is not None else []
    return {id(found): found for value in shared for found in constants_in(value)}


def weight_of(item: pytest.Item) -> float:
    """The test's share of its exercise's points."""
    mark = item.get_closest_marker("weight")
    return float(mark.args[0]) if mark is not None else 1.0


def needs_of(item: pytest.Item) -> tuple[str, ...]:
    """The tests that have to pass before this one is checked."""
    mark = item.get_closest_marker("needs")
    return tuple(map(str, mark.args)) if mark is not None else ()


def false_alarm_of(item: pytest.Item) -> float:
    """What the test states of its false alarms beyond its statistical assertions."""
    mark = item.get_closest_marker("false_alarm")
    return float(mark.args[0]) if mark is not None else 0.0


def kept_of(item: pytest.Item) -> str:
    """Why the test is kept although nothing needs it; empty where no reason is given."""
    mark = item.get_closest_marker("kept")
    return str(mark.args[0]) if mark is not None else ""


def hints_of(item: pytest.Item) -> tuple[str, ...]:
    """What a student who fails the test may unfold, one after another."""
    mark = item.get_closest_marker("hints")
    return tuple(map(str, mark.args)) if mark is not None else ()


def sentence_of(item: pytest.Item) -> str:
    """What the test says to students: the first paragraph of its docstring, on one line."""
    function = getattr(item, "function", None)
    docstring = (getattr(function, "__doc__", None) or item.name).strip()
    return " ".join(docstring.split("\n\n")[0].split())
