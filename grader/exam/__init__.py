"""The trusted side: hidden tests, references, seeds and verdicts.

For authors of hidden tests this is the place to import from: the helpers below, and from
``grader.exam.statistics`` the statistical ones. The fixtures are in ``grader.exam.plugin``.

The helpers come when they are asked for: who only wants the records of an exam does without
PyTorch, which takes longer to import than everything else of a run that has nothing to grade.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from grader.exam.compare import (
        assert_close,
        assert_differentiable,
        assert_no_side_effects,
        assert_own_memory,
        assert_same_tensors,
        assert_shape,
        assert_unchanged,
        check,
        parameter,
    )
    from grader.exam.memory import once
    from grader.exam.passes import whole_pass

__all__ = [
    "assert_close",
    "assert_differentiable",
    "assert_no_side_effects",
    "assert_own_memory",
    "assert_same_tensors",
    "assert_shape",
    "assert_unchanged",
    "check",
    "once",
    "parameter",
    "whole_pass",
]
_HOMES = {"once": "grader.exam.memory", "whole_pass": "grader.exam.passes"}


def __getattr__(name: str) -> object:
    if name in __all__:
        home = _HOMES.get(name, "grader.exam.compare")
        return getattr(importlib.import_module(home), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
