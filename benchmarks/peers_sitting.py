"""What a hidden test is given where a peer runs it: in the notebook's own process.

Imported by the tests that ``peers_tests`` writes, in the peers' environments; so it needs nothing
but torch, and with ``grader.exam`` what grader's helpers need themselves.
"""

from __future__ import annotations

import inspect
import types
import warnings
from collections.abc import Callable, Sequence
from typing import Any

import torch


def as_new() -> None:
    """Put back what a program that was tested before may have left behind, and the seed."""
    torch.set_grad_enabled(True)
    torch.set_default_dtype(torch.float32)
    torch.set_default_device(None)
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(False)
    torch.autograd.set_detect_anomaly(False)
    torch.default_generator.manual_seed(7)


class Nothing:
    """``evidence``, and ``student.effects``: takes anything, keeps nothing."""

    global_state = seeded = ()

    def __getattr__(self, name: str) -> Callable[..., None]:
        return lambda *_, **__: None


class Student:
    """``student``: the functions of the notebook, as they stand there."""

    effects = Nothing()

    def __init__(self, names: dict[str, Any], provided: types.ModuleType) -> None:
        self._names = names
        self.provided = provided

    def __getattr__(self, name: str) -> Any:
        if name not in self._names:
            raise AttributeError(f"the notebook has no {name}")
        return self._names[name]


class Sitting:
    """The hidden tests of one exercise on one notebook.

    Args:
        provided: the source of the functions that the exercise provides.
        over: which of them take the place of the notebook's own.
    """

    def __init__(self, provided: str = "", over: Sequence[str] = ()) -> None:
        torch.set_num_threads(1)
        warnings.simplefilter("ignore")  # of students' programs
        self._provided = types.ModuleType("provided")
        exec(provided, vars(self._provided))
        self._over = over
        self._passed: set[str] = set()

    def run(self, names: dict[str, Any], test: Callable[..., None], *needs: str) -> None:
        """Run one test; a test that needs another fails at once where that was not passed.

        Raises:
            Exception: what the test or the student's function raises.
        """
        for need in needs:
            if need not in self._passed:
                raise AssertionError(f"{need} was not passed, which this test builds on")
        names.update({name: getattr(self._provided, name) for name in self._over})
        as_new()
        given = {
            "student": Student(names, self._provided),
            "device": torch.device("cpu"),
            "rng": torch.Generator().manual_seed(11),
            "evidence": Nothing(),
        }
        test(**{name: given[name] for name in inspect.signature(test).parameters})
        self._passed.add(test.__name__)
