"""Texts in the language of a page: grader's own and the course's.

English is in the sources and is what stays where a translation is missing. Nothing is installed
into builtins.
"""

from __future__ import annotations

import functools
import gettext
from pathlib import Path

from grader.course import Assignment
from grader.errors import UsageError
from grader.outcome import SubmissionResult, Text, TextValue, fill

LOCALE = Path(__file__).parent / "locale"
ENGLISH = "en"


class Translator:
    """Speaks one language.

    Args:
        language: a language's code, such as "zh".
        course: the assignment's ``locale`` folder; None for grader's own texts only.
    """

    def __init__(self, language: str, course: Path | None = None) -> None:
        self.language = language
        self._catalogues = [_catalogue("grader", LOCALE, language)]
        if course is not None:
            self._catalogues.insert(0, _catalogue("messages", course, language))

    def gettext(self, template: str) -> str:
        """The template in this language, with its placeholders."""
        for catalogue in self._catalogues:
            found = catalogue.gettext(template) if template else template
            if found != template:
                return found
        return template

    def text(self, text: Text) -> str:
        """The whole sentence in this language."""
        values = {name: self._value(value) for name, value in text.values.items()}
        return fill(self.gettext(text.template), values)

    def _value(self, value: TextValue) -> TextValue:
        # A phrase such as "the first parameter"; code has no spaces where it names a value.
        return self.gettext(value) if isinstance(value, str) and " " in value else value


@functools.cache
def _catalogue(domain: str, folder: Path, language: str) -> gettext.NullTranslations:
    return gettext.translation(domain, str(folder), languages=[language], fallback=True)


@functools.cache
def languages() -> tuple[str, ...]:
    """The languages that grader's own texts are there in."""
    translated = (path.parent.parent.name for path in LOCALE.glob("*/LC_MESSAGES/grader.mo"))
    return (ENGLISH, *sorted(translated))


def spoken(result: SubmissionResult) -> str:
    """The language for a student's page: that of the notebooks, where there are texts in it."""
    return result.language if result.language in languages() else ENGLISH


def require_language(assignment: Assignment, language: str) -> None:
    """Make sure that pages can be written in a language.

    Raises:
        UsageError: grader or the assignment does not speak it.
    """
    if language not in languages():
        raise UsageError(
            f"--lang {language}: grader has no texts in this language",
            hint=f"There are: {', '.join(languages())}.",
        )
    if language not in assignment.languages:
        raise UsageError(
            f"--lang {language}: {assignment.name} is not written in this language",
            hint=f"Its assignment.toml names: {', '.join(assignment.languages)}.",
        )
