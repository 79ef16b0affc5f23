"""The texts of grader's own pages and messages: collected for translators, and compiled.

Run as ``python -m grader.build.catalogue update`` (after a text has changed) or ``compile`` (after
a translation has). A new language is a new folder ``LANGUAGE/LC_MESSAGES`` with an empty
``grader.po`` in ``grader/report/locale``. A course's texts are another matter: docs/course.md.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

import grader
from grader.build.translations import compiled
from grader.report.translations import LOCALE

_PACKAGE = Path(grader.__file__).parent
_METHODS = [
    ("build/layout/**", "ignore"),
    ("**/templates/**.html", "jinja2.ext:babel_extract"),
    ("**.py", "python"),
]
# The calls that a text for people is handed to, and which of the arguments it is.
_KEYWORDS = {"_": None, "text": None, "Text": None, "_mismatch": None, "check": (2,)}
_HEADER = """\
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plurals}\\n"

"""


def texts() -> dict[str, list[str]]:
    """Every text of ours, with the files that it stands in."""
    found: dict[str, list[str]] = {}
    extracted = extract_from_dir(str(_PACKAGE), method_map=_METHODS, keywords=_KEYWORDS)
    for file, _, message, _, _ in extracted:
        if isinstance(message, str) and message:
            files = found.setdefault(message, [])
            if file not in files:
                files.append(file)
    return found


def catalogues() -> Iterator[Path]:
    """The files that translators edit, one for each language."""
    yield from sorted(LOCALE.glob("*/LC_MESSAGES/grader.po"))


def updated(path: Path) -> str:
    """A catalogue with today's texts; translations of texts that are gone are dropped."""
    language = path.parent.parent.name
    with path.open("rb") as file:
        known = read_po(file, locale=language)
    catalogue = Catalog(locale=Locale.parse(language))
    for message, files in sorted(texts().items()):
        translation = known.get(message)
        catalogue.add(
            message,
            string=translation.string if translation is not None else "",
            locations=[(file, 0) for file in sorted(files)],
        )
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=0, omit_header=True, include_lineno=False)
    header = _HEADER.format(language=language, plurals=catalogue.plural_forms)
    return header + buffer.getvalue().decode()


def untranslated(path: Path) -> list[str]:
    """The texts that a catalogue does not translate."""
    with path.open("rb") as file:
        known = read_po(file, locale=path.parent.parent.name)
    return sorted(
        message
        for message in texts()
        if (entry := known.get(message)) is None or not entry.string or entry.fuzzy
    )


def main(arguments: list[str]) -> int:
    """Do what is asked; give back the exit status."""
    if arguments not in (["update"], ["compile"]):
        print("usage: python -m grader.build.catalogue update|compile", file=sys.stderr)
        return 2
    for path in catalogues():
        if arguments == ["update"]:
            path.write_text(updated(path), encoding="utf-8")
            print(f"{path}: {len(untranslated(path))} texts to translate")
        else:
            path.with_suffix(".mo").write_bytes(compiled(path))
            print(f"{path.with_suffix('.mo')}: written")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
