"""Courses under test hold hidden tests of their own: those are for an examiner to run, not for us.

They run when they are asked for by name: ``pytest tests/courses/vectors/solutions/vectors/hidden``.
"""

from __future__ import annotations

from pathlib import Path

import pytest

HERE = Path(__file__).parent


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Pass over whole courses, unless somebody asked for a place inside one."""
    asked = (config.invocation_params.dir / name.split("::")[0] for name in config.args)
    if collection_path.parent == HERE and not any(HERE in path.parents for path in asked):
        return True
    return None
