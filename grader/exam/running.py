"""Runs one hidden test, and hears what became of it.

pytest has collected it. Where nothing but our own fixtures takes part the function is called as it
is, which is what pytest's protocol comes to, for a tenth of its time; any other test goes through
pytest's public hooks, all fixtures torn down after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from traceback import format_exception
from typing import Any, Protocol

import pytest

from grader.exam.plugin import Fixtures


@dataclass
class Heard:
    """What was heard of the item that runs now."""

    error: BaseException | None = None
    phase: str = ""
    finished: bool = False
    skipped: bool = False
    internal: str = ""

    def fail(self, error: BaseException, phase: str, traceback: str) -> None:
        """The first error counts."""
        if self.error is None:
            self.error, self.phase = error, phase
            # Addresses differ from run to run; the same seed must give the same record.
            self.internal = re.sub(r"\b0x[0-9a-f]+", "0x…", traceback[-4000:])


def run_item(
    item: pytest.Item, fixtures: Fixtures, heard: Heard, plain: frozenset[str] | None
) -> None:
    """Run a collected test with these fixtures; ``plain`` as of ``plain_arguments``."""
    if plain is not None:
        _call(item, {name: getattr(fixtures, name) for name in plain}, heard)
    else:
        # nextitem None: every fixture is torn down, nothing of one student reaches another.
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)


def _call(item: Any, arguments: Mapping[str, Any], heard: Heard) -> None:
    try:
        item.obj(**arguments)
    except (KeyboardInterrupt, pytest.exit.Exception):
        raise
    except BaseException as error:  # as pytest does: a test may end with anything
        heard.skipped = isinstance(error, pytest.skip.Exception | pytest.xfail.Exception)
        within = error.__traceback__ and error.__traceback__.tb_next  # without this very frame
        heard.fail(error, "call", "".join(format_exception(type(error), error, within)))
    else:
        heard.finished = True


class Host(Protocol):
    """Whose items are run."""

    heard: Heard


class Listener:
    """A pytest plug-in that hears the outcome of what goes through pytest's hooks."""

    def __init__(self, host: Host) -> None:
        self._host = host

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[Any]
    ) -> Iterator[None]:
        report: pytest.TestReport = yield  # type: ignore[assignment]  # what pytest sends in
        heard = self._host.heard
        if call.excinfo is not None:
            heard.fail(call.excinfo.value, call.when, report.longreprtext)
        heard.skipped = heard.skipped or report.skipped
        if call.when == "call":
            heard.finished = call.excinfo is None
        return report  # type: ignore[return-value]  # a wrapper's result
