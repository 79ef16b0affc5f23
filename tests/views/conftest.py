"""A zygote of converters, and pages made with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from grader.course import Assignment, load_assignment
from grader.report.translations import Translator
from grader.sandbox.provider import Choice
from grader.views.conversion import Converters
from grader.views.page import notebooks_page

COURSE = Path(__file__).parent.parent / "courses" / "vectors"


@pytest.fixture(scope="session")
def converters() -> Iterator[Converters]:
    """Converters with every layer that works here."""
    opened = Converters(Choice())
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def assignment() -> Assignment:
    return load_assignment(COURSE)


@pytest.fixture
def page(converters: Converters, assignment: Assignment) -> Callable[..., str]:
    """``page(data)``: the page of a submission with that one notebook; or of files by name."""

    def make(data: bytes = b"", language: str = "en", **files: bytes) -> str:
        given = {name.replace("_", "."): content for name, content in files.items()}
        converted = converters.convert(given or {"work.ipynb": data})
        translator = Translator(language, assignment.locale)
        return notebooks_page(assignment, "ada", translator, files=converted, back="ada.html")

    return make
