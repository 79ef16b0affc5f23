"""The trusted side: hidden tests, references, seeds and verdicts.

For authors of hidden tests this is the place to import from: the helpers below, and from
``grader.exam.statistics`` the statistical ones. The fixtures are in ``grader.exam.plugin``.
"""

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

__all__ = [
    "assert_close",
    "assert_differentiable",
    "assert_no_side_effects",
    "assert_own_memory",
    "assert_same_tensors",
    "assert_shape",
    "assert_unchanged",
    "check",
    "parameter",
]
