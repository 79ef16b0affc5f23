"""Notebooks as students make them from the shipped stubs, and checks in the tests' own sandbox."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from grader.check import Checked, Isolation, Request, check
from grader.sandbox.launcher import Zygote

ROOT = Path(__file__).parent.parent.parent
STUBS = ROOT / "assignments" / "linear_regression"
SGD = """\
def sgd(params, lr, batch_size):
    with torch.no_grad():
        for param in params:
            param -= lr * param.grad / batch_size
            param.grad.zero_()
"""
LINREG = "def linreg(X, w, b):\n    return X @ w + b\n"


def document(exercise: str, source: str | None = None, language: str = "en") -> dict[str, Any]:
    """A stub, with ``source`` in the place of its gap."""
    notebook: dict[str, Any] = json.loads(
        (STUBS / language / f"{exercise}.ipynb").read_text("utf-8")
    )
    if source is not None:
        cell_of(notebook, exercise)["source"] = source
    return notebook


def cell_of(notebook: dict[str, Any], grade_id: str) -> dict[str, Any]:
    """The cell of that name of nbgrader's."""
    return next(
        cell
        for cell in notebook["cells"]
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == grade_id
    )


def number_of(notebook: dict[str, Any], cell: dict[str, Any]) -> int:
    """A cell's number, from 1."""
    return notebook["cells"].index(cell) + 1  # type: ignore[no-any-return]


def code(source: str) -> dict[str, Any]:
    """A code cell that a student has added."""
    return {
        "cell_type": "code",
        "execution_count": None,
        "metadata": {},
        "outputs": [],
        "source": source,
    }


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Writes a notebook into a folder that is no course's, and goes there."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.chdir(home)

    def make(notebook: dict[str, Any], name: str = "sgd.ipynb") -> Path:
        path = home / name
        path.write_text(json.dumps(notebook, ensure_ascii=False), encoding="utf-8")
        return path

    return make


@pytest.fixture
def run_check(zygote: Zygote, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Checked]:
    """``run_check(path, …, course=…)``: checks in the sandbox that all tests share."""

    @contextmanager
    def shared(*, wanted: bool) -> Iterator[Isolation]:
        yield Isolation(zygote, zygote.provider.layers)

    monkeypatch.setattr("grader.check.run.isolation", shared)

    def run(*paths: Path, **wishes: Any) -> Checked:
        return check(Request(paths, **wishes), lambda *_: None)

    return run
