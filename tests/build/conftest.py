"""A small course to build, and a real kernel to run what was built."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from grader.course import Assignment, load_assignment

SOURCE = '''\
# %% [markdown] lang="en"
# # Double

# %% [markdown] lang="zh"
# # 两倍

# %% tags=["given"]
import math


# %%
def double(x):
    """Twice x."""
    ### BEGIN SOLUTION
    twice = 2 * x
    return twice
    ### END SOLUTION


# %% tags=["public"]
assert double(2) == 4

# %% lang="en"
double(math.pi)

# %% lang="zh"
double(math.e)
'''
TRANSLATIONS = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

msgid "Double"
msgstr "两倍"

#, fuzzy
msgid "Twice {x}."
msgstr "{x} 的两倍。"
"""

MakeCourse = Callable[..., Assignment]


@pytest.fixture
def make_course(tmp_path: Path) -> MakeCourse:
    """Writes a course of one exercise: ``make_course(source, languages=["en"])``."""

    def make(source: str = SOURCE, *, languages: tuple[str, ...] = ("en", "zh")) -> Assignment:
        home = tmp_path / "course" / "solutions" / "sums"
        translations = home / "locale" / "zh" / "LC_MESSAGES" / "messages.po"
        for folder in (home / "hidden", translations.parent, tmp_path / "course" / "assignments"):
            folder.mkdir(parents=True, exist_ok=True)
        (home / "assignment.toml").write_text(
            f'title = "Sums"\nlanguages = {list(languages)}\n'
            '[exercises.double]\ntitle = "Double"\npoints = 1\n'
        )
        (home / "hidden" / "test_double.py").write_text("")
        (home / "double.py").write_text(source, encoding="utf-8")
        translations.write_text(TRANSLATIONS, encoding="utf-8")
        return load_assignment(tmp_path / "course", "sums")

    return make


@pytest.fixture
def run_notebook(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[Any], CellExecutionError | None]:
    """Runs a notebook from top to bottom in a kernel; gives the error that it stopped at."""
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))

    def run(notebook: nbformat.NotebookNode) -> CellExecutionError | None:
        place = {"metadata": {"path": str(tmp_path)}}
        client = NotebookClient(notebook, timeout=240, kernel_name="python3", resources=place)
        try:
            client.execute()
        except CellExecutionError as error:
            return error
        return None

    return run
