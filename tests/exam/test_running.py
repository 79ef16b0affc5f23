"""Where only our fixtures take part a hidden test is called as it is, which makes no difference."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import TypeAlias

import pytest
import torch

from grader.exam import plugin
from grader.exam.evidence import Evidence
from grader.exam.plugin import Fixtures, plain_arguments
from grader.exam.running import Heard, Listener, run_item

Collect: TypeAlias = Callable[[str], dict[str, pytest.Item]]
HIDDEN = Path(__file__).parent.parent.parent / "solutions" / "linear_regression" / "hidden"
TESTS = """
import pytest

@pytest.fixture
def own():
    return 1

def test_plain(student, rng):
    pass

def test_of_nothing():
    pass

@pytest.mark.weight(2)
@pytest.mark.needs("test_plain")
def test_marked(device):
    pass

def test_own_fixture(student, own):
    pass

def test_request(request):
    pass

@pytest.mark.parametrize("n", [1])
def test_parameters(student, n):
    pass

async def test_awaited():
    assert False

class TestOfAClass:
    def test_method(self, student):
        pass

@pytest.mark.skip
def test_skipped(student):
    pass

@pytest.mark.xfail
def test_expected_to_fail(student):
    assert False
"""
ENDINGS = """
import pytest

def test_passes(rng):
    assert rng.initial_seed() == 7

def test_fails(rng):
    assert rng.initial_seed() == 8

def test_raises():
    raise SystemExit(3)

def test_skips():
    pytest.skip("not today")
"""


@pytest.fixture
def collect(pytester: pytest.Pytester) -> Collect:
    """Collects a module of tests as an examiner does: items by name."""

    def collected(source: str) -> dict[str, pytest.Item]:
        path = pytester.makepyfile(source)
        config = pytester.parseconfigure("-p", "grader.exam.plugin", "--tb=native")
        session = pytest.Session.from_config(config)
        config.hook.pytest_sessionstart(session=session)
        return {item.name: item for item in session.perform_collect([str(path)])}

    return collected


def test_what_is_pytests_goes_through_pytest(collect: Collect) -> None:
    """Parameters, fixtures and marks of an author's mean what they mean everywhere."""
    found = {name: plain_arguments(item) for name, item in collect(TESTS).items()}
    plain = {name: set(asked) for name, asked in found.items() if asked is not None}
    assert plain == {
        "test_plain": {"student", "rng"},
        "test_of_nothing": set(),
        "test_marked": {"device"},
    }


@pytest.mark.parametrize(
    "source",
    [
        "import pytest\n@pytest.fixture(autouse=True)\ndef always():\n    pass\n",
        "import pytest\n@pytest.fixture\ndef rng():\n    return 1\n",
        "def setup_function():\n    pass\n",
    ],
    ids=["autouse", "overridden", "setup"],
)
def test_what_takes_part_without_being_asked(collect: Collect, source: str) -> None:
    """A module's own rng, and what runs around each test."""
    [item] = collect(source + "def test_it(rng):\n    pass\n").values()
    assert plain_arguments(item) is None


@pytest.mark.parametrize("name", ["test_passes", "test_fails", "test_raises", "test_skips"])
def test_both_ways_hear_the_same(collect: Collect, name: str) -> None:
    """The outcome, and the words for the instructor."""
    item = collect(ENDINGS)[name]
    rng = torch.Generator().manual_seed(7)
    fixtures = Fixtures(None, None, torch.device("cpu"), rng, Evidence())
    host = SimpleNamespace(heard=Heard(), fixtures=lambda _: fixtures, close=lambda: None)
    item.config.stash[plugin.HOST] = host
    item.config.pluginmanager.register(Listener(host))
    run_item(item, fixtures, host.heard, None)
    direct = Heard()
    run_item(item, fixtures, direct, plain_arguments(item))
    assert plain_arguments(item) is not None
    assert (direct.finished, direct.skipped) == (host.heard.finished, host.heard.skipped)
    assert (type(direct.error), direct.phase) == (type(host.heard.error), host.heard.phase)
    if not direct.skipped:  # of which pytest's words are a tuple
        said = direct.internal.removeprefix("Traceback (most recent call last):\n").strip()
        assert host.heard.internal.strip().endswith(said)


def test_the_shipped_tests_are_plain(pytester: pytest.Pytester) -> None:
    """All of them: what they cost is what they do."""
    for path in HIDDEN.glob("test_*.py"):
        shutil.copy(path, pytester.path)
    config = pytester.parseconfigure("-p", "grader.exam.plugin")
    session = pytest.Session.from_config(config)
    config.hook.pytest_sessionstart(session=session)
    items = session.perform_collect([str(pytester.path)])
    assert len(items) == 38
    assert [item.name for item in items if plain_arguments(item) is None] == []
