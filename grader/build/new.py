"""A new assignment to start from: a whole small one, which builds, grades and passes its gate.

Its files lie in ``layout/`` as they will lie in ``solutions/NAME``, but for the title, which takes
the place of the layout's own. What is built from them is built here too. Nothing is overwritten,
and everything is planned before the first file is written.
"""

from __future__ import annotations

import json
import keyword
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from grader.build.build import build_assignment
from grader.course import load_assignment
from grader.errors import BuildError, UsageError

_LAYOUT = Path(__file__).with_name("layout")
# Stands in assignment.toml and its translations, nowhere else.
_TITLE = "A new assignment"
_TITLED = ("assignment.toml", "locale/zh/LC_MESSAGES/messages.po")


@dataclass(frozen=True)
class NewAssignment:
    """What was laid out, or with ``dry_run`` would be; ``written`` is relative to ``course``."""

    course: Path
    name: str
    written: tuple[Path, ...]


def new_assignment(
    course: Path, name: str, *, title: str | None = None, dry_run: bool = False
) -> NewAssignment:
    """Lay out ``solutions/NAME`` and ``assignments/NAME``.

    Args:
        course: the course's folder; it and its two folders are made where they aren't there yet.
        name: the assignment's name.
        title: its title in English; by default the name in words.
        dry_run: write nothing, only say what would be written.

    Raises:
        UsageError: the name or the title can't be used, or the name is taken.
        BuildError: a file can't be written.
    """
    course = course.resolve()
    if title is None:
        title = name.replace("_", " ").strip().capitalize() or name
    _check_words(name, title)
    _check_free(course, name)
    plan = _plan(name, title)
    if not dry_run:
        _write(course, name, plan)
    return NewAssignment(course, name, tuple(plan))


def _check_words(name: str, title: str) -> None:
    if not (name.isascii() and name.isidentifier()) or keyword.iskeyword(name):
        raise UsageError(
            f"{name!r} can't be an assignment's name",
            hint="Take letters, digits and underscores, no digit first and no word of Python's, "
            "such as linear_regression. What people read is the title: --title TEXT.",
        )
    if not title.strip() or not title.isprintable():
        raise UsageError(
            f"{title!r} can't be a title", hint="A title is one line of text: --title TEXT."
        )


def _check_free(course: Path, name: str) -> None:
    for place in (course, course / "solutions", course / "assignments"):
        if place.exists() and not place.is_dir():
            raise UsageError(
                f"{place} is a file, where a folder should be",
                hint="Name the course's folder with --course FOLDER, or move the file away.",
            )
    for kind in ("solutions", "assignments"):
        place = course / kind / name
        if place.exists() or place.is_symlink():
            raise UsageError(
                f"{place} is there already; nothing was written",
                hint="Choose another name, or move away what is there.",
            )


def _plan(name: str, title: str) -> Mapping[Path, bytes]:
    """All files by their paths in the course: laid out and built elsewhere, then read."""
    with tempfile.TemporaryDirectory() as folder:
        course = Path(folder)
        for relative, content in _laid_out(title):
            path = course / "solutions" / name / relative
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        build_assignment(load_assignment(course, name))
        files = sorted(path for path in course.rglob("*") if path.is_file())
        return {path.relative_to(course): path.read_bytes() for path in files}


def _laid_out(title: str) -> Iterator[tuple[str, bytes]]:
    quoted = json.dumps(title, ensure_ascii=False)[1:-1]  # as TOML and gettext quote it, too
    for path in sorted(_LAYOUT.rglob("*")):
        relative = path.relative_to(_LAYOUT).as_posix()
        if path.is_dir() or "__pycache__" in path.parts:
            continue
        content = path.read_text(encoding="utf-8")
        if relative in _TITLED:
            content = content.replace(_TITLE, quoted)
        yield relative, content.encode()


def _write(course: Path, name: str, plan: Mapping[Path, bytes]) -> None:
    path = course
    try:
        for kind in ("solutions", "assignments"):
            path = course / kind / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.mkdir()
        for relative, content in plan.items():
            path = course / relative
            _write_file(path, content)
    except OSError as error:
        raise BuildError(
            f"{path}: cannot be written ({error.strerror})",
            hint="Is there space, and may you write there? What was begun in solutions/"
            f"{name} and assignments/{name} can be deleted before you try again.",
        ) from error


def _write_file(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.write(content)
