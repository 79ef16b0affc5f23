"""The page of ``grader check``: a feedback page without points, of the public checks alone."""

from __future__ import annotations

import contextlib
from pathlib import Path

from grader.errors import UsageError
from grader.outcome import Run, SubmissionResult
from grader.report.student_page import page
from grader.report.translations import Translator

_OURS = b'<meta name="generator" content="grader '


def check_page(title: str, result: SubmissionResult, run: Run, translator: Translator) -> str:
    """The page as HTML.

    Args:
        title: the assignment's, in the language of the notebook; it may be empty.
        result: what came out; a score counts checks that were passed.
        run: when and with what.
        translator: speaks the page's language.
    """
    return page(None, result, run, translator, "full", template="check.html", title=title)


def claim_page(path: Path) -> Path:
    """Make sure that a page may be written to ``path``, and give it back in full.

    Raises:
        UsageError: something else is there, or it is in no folder.
    """
    path = path.absolute()
    if path.is_dir() or not path.parent.is_dir():
        raise UsageError(
            f"{path}: no place for a page", hint="Name a file in a folder with --output FILE."
        )
    if (path.exists() or path.is_symlink()) and not _is_ours(path):
        raise UsageError(
            f"{path}: this is no page of grader's; it was left as it is",
            hint="Name another file with --output FILE.",
        )
    return path


def _is_ours(path: Path) -> bool:
    if not path.is_file() or path.is_symlink():
        return False
    with contextlib.suppress(OSError), path.open("rb") as file:
        return _OURS in file.read(1000)
    return False


def write_page(path: Path, content: str) -> None:
    """Write the page whole or not at all.

    Raises:
        UsageError: it can't be written there.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        part.unlink(missing_ok=True)
        with part.open("x", encoding="utf-8", errors="replace", newline="\n") as file:
            file.write(content)
        part.replace(path)
    except OSError as error:
        raise UsageError(
            f"{path}: the page can't be written ({error.strerror})",
            hint="Name a file where you may write with --output FILE.",
        ) from error
