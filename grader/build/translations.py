"""A course's translations: ``messages.po``, which people edit, to ``messages.mo``, which is read.

The header of the result says the charset and the plural forms and nothing else: no dates, and not
the version of Babel, so that the same translations give the same bytes. Which texts a course has
is not known here; see docs/course.md.
"""

from __future__ import annotations

import io
import string
from collections.abc import Iterator, Mapping
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from grader.errors import BuildError, CourseError


class _TimelessCatalog(Catalog):
    """A catalogue whose header does not change from day to day."""

    def __init__(self, plural_forms: str) -> None:
        super().__init__(charset="utf-8")
        self._header = [
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Plural-Forms", f"{plural_forms}\n"),
        ]

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        return self._header


def compiled(path: Path) -> bytes:
    """The bytes of ``messages.mo`` for a ``messages.po``; fuzzy entries are left out.

    Raises:
        BuildError: the file can't be read as translations.
        CourseError: a translation has other placeholders than the text it translates.
    """
    catalog = _read(path)
    _check_placeholders(catalog, path)
    timeless = _TimelessCatalog(catalog.plural_forms)
    for message in _translated(catalog):
        timeless.add(message.id, message.string, context=message.context)
    buffer = io.BytesIO()
    write_mo(buffer, timeless)
    return buffer.getvalue()


def translations(path: Path) -> Mapping[str, str]:
    """What a ``messages.po`` translates, by the English text; fuzzy entries are left out.

    Raises:
        BuildError: the file can't be read as translations.
    """
    return {
        str(message.id): str(message.string)
        for message in _translated(_read(path))
        if not message.pluralizable
    }


def _read(path: Path) -> Catalog:
    try:
        with path.open("rb") as file:
            return read_po(file, locale=path.parent.parent.name, abort_invalid=True)
    except OSError as error:
        raise BuildError(f"{path}: cannot be read ({error.strerror})") from error
    except PoFileError as error:
        # Babel counts lines from 0.
        reason = str(error).removesuffix(f" on {error.lineno}")
        raise BuildError(
            f"{path}: no valid translations near line {error.lineno + 1}: {reason}",
            hint='An entry is msgid "…" and msgstr "…", each string in double quotes.',
        ) from error
    except (ValueError, LookupError) as error:  # a bad charset; a locale that Babel doesn't know
        raise BuildError(
            f"{path}: cannot be read as translations: {error}",
            hint="The file is locale/LANGUAGE/LC_MESSAGES/messages.po, in UTF-8.",
        ) from error


def _translated(catalog: Catalog) -> Iterator[Message]:
    return (message for message in catalog if message.id and message.string and not message.fuzzy)


def _check_placeholders(catalog: Catalog, path: Path) -> None:
    problems = []
    for message in _translated(catalog):
        if message.pluralizable:
            continue
        asked, given = _placeholders(str(message.id)), _placeholders(str(message.string))
        if asked != given:
            problems.append(
                f"line {message.lineno}: the text has {_listed(asked)}, "
                f"its translation has {_listed(given)}"
            )
    if problems:
        raise CourseError(
            f"{path}: placeholders differ",
            problems=problems,
            hint="What stands in braces is filled in later: keep it as it is in English.",
        )


def _placeholders(text: str) -> frozenset[str]:
    try:
        return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name)
    except ValueError:  # a brace that stands alone: no template, nothing to fill in
        return frozenset()


def _listed(names: frozenset[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names)) or "no placeholder"
