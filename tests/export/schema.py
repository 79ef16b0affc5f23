"""Gradescope's ``results.json`` as its specification describes it, to check ours against."""

from __future__ import annotations

from typing import Any

VISIBILITY = {"hidden", "after_due_date", "after_published", "visible"}
FORMATS = {"text", "html", "simple_format", "md", "ansi"}
NUMBER = (int, float)
TOP: dict[str, Any] = {
    "score": NUMBER,
    "execution_time": NUMBER,
    "output": str,
    "output_format": FORMATS,
    "test_output_format": FORMATS,
    "test_name_format": FORMATS,
    "visibility": VISIBILITY,
    "stdout_visibility": VISIBILITY,
    "extra_data": dict,
    "tests": list,
    "leaderboard": list,
}
TEST: dict[str, Any] = {
    "score": NUMBER,
    "max_score": NUMBER,
    "status": {"passed", "failed"},
    "name": str,
    "name_format": FORMATS,
    "number": str,
    "output": str,
    "output_format": FORMATS,
    "tags": list,
    "visibility": VISIBILITY,
    "extra_data": dict,
}


def problems(document: dict[str, Any]) -> list[str]:
    """What is against the specification; empty for a valid document."""
    found = _check(document, TOP, "top")
    for place, test in enumerate(document.get("tests", [])):
        found += _check(test, TEST, f"test {place}")
    return found


def _check(item: dict[str, Any], form: dict[str, Any], where: str) -> list[str]:
    found = [f"{where}: unknown key {key}" for key in item if key not in form]
    for key, value in item.items():
        allowed = form.get(key, object)
        if isinstance(value, bool) or not (
            value in allowed if isinstance(allowed, set) else isinstance(value, allowed)
        ):
            found.append(f"{where}: {key} is {value!r}")
    return found
