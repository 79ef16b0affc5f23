"""The autograder's zip for Gradescope: a course, grader itself, and two scripts that join them.

    setup.sh, run_autograder    what Gradescope runs, see there
    failed.json                 the result where grading fails
    package/                    grader's source, as pip installs it; constraints.txt beside it
    course/                     one assignment: its instructors' folder and its stubs

For instructors only: it holds the solutions and the hidden tests.
"""

from __future__ import annotations

import importlib.metadata
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import grader
from grader.course import Assignment
from grader.errors import ExportError
from grader.export.gradescope import failed_json
from grader.zips import add_member

_SCRIPTS = Path(__file__).parent / "autograder"
_PACKAGE = Path(grader.__file__).parent
_LEFT_OUT = frozenset({"__pycache__", ".ipynb_checkpoints"})
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_PYPROJECT = """\
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "grader"
version = "{version}"
requires-python = ">=3.11"
dependencies = [
{dependencies}]

[project.scripts]
grader = "grader.cli:main"

[tool.hatch.build.targets.wheel]
packages = ["grader"]
"""


def write_autograder(assignment: Assignment, file: IO[bytes]) -> int:
    """Write the zip; the same course gives the same bytes.

    Returns:
        How many files are in it.

    Raises:
        ExportError: a file of the course can't be read.
        OSError: the zip can't be written.
    """
    entries = {
        "setup.sh": (_read(_SCRIPTS / "setup.sh"), 0o755),
        "run_autograder": (_read(_SCRIPTS / "run_autograder"), 0o755),
        "failed.json": (failed_json(), 0o644),
        "constraints.txt": (_constraints().encode(), 0o644),
        "package/pyproject.toml": (_pyproject().encode(), 0o644),
    }
    trees = {
        "package/grader": _PACKAGE,
        f"course/solutions/{assignment.name}": assignment.instructors,
        f"course/assignments/{assignment.name}": assignment.stubs,
    }
    for place, folder in trees.items():
        for path in _files(folder):
            mode = 0o755 if path.parent == _SCRIPTS else 0o644
            entries[f"{place}/{path.relative_to(folder).as_posix()}"] = (_read(path), mode)
    entries.setdefault(f"course/assignments/{assignment.name}/.keep", (b"", 0o644))
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, (content, mode) in sorted(entries.items()):
            add_member(archive, name, content, mode=0o100000 | mode)
    return len(entries)


def _files(folder: Path) -> Iterator[Path]:
    """All files of a folder but caches, hidden ones and links."""
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        hidden = any(part in _LEFT_OUT or part.startswith(".") for part in parts)
        if path.is_file() and not path.is_symlink() and not hidden:
            yield path


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ExportError(f"{path}: cannot be read ({error.strerror})") from error


def _requirements() -> list[str]:
    """What grader needs, without its extras."""
    wanted = importlib.metadata.requires("grader") or []
    return sorted(line for line in wanted if "extra ==" not in line)


def _pyproject() -> str:
    lines = "".join(f"    '{line}',\n" for line in map(_one_kind_of_quotes, _requirements()))
    return _PYPROJECT.format(version=grader.__version__, dependencies=lines)


def _one_kind_of_quotes(requirement: str) -> str:
    return requirement.replace("'", '"')


def _constraints() -> str:
    """The versions that are installed here: students are graded with what the course was tried
    with."""
    lines = []
    for requirement in _requirements():
        found = _NAME.match(requirement)
        assert found is not None  # it is a requirement
        try:
            version = importlib.metadata.version(found[0])
        except importlib.metadata.PackageNotFoundError:  # of another system
            continue
        lines.append(f"{found[0]}=={version.partition('+')[0]}\n")
    return "".join(lines)
