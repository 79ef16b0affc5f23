"""Moodle: the grading worksheet of an assignment, with the grades filled in.

The form is that of Moodle's ``gradingtable.php`` and ``importgradeslib.php``: Identifier
("Participant 123"), Full name, perhaps ID number and Email address, Grade, Maximum grade, Last
modified (grade). Headings are in the language of whoever downloaded it, and are found by their
words in the languages below; the identifiers' word can be any. Participants' numbers count per
assignment: one of another assignment is somebody else, so a full name that contradicts outweighs
the number.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass

from grader.course import Assignment
from grader.errors import ExportError
from grader.export.cells import Row, Table
from grader.export.filling import Filled, Filling, other_points
from grader.export.matching import Keys, Line, Matched, match, same, same_name
from grader.export.moodle_dates import read_moment
from grader.export.numbers import number, read_number
from grader.grade import Grade, Student

_DIGITS = 2  # as many as Moodle writes
_IDENTIFIER = re.compile(r"[^0-9]*([0-9]{1,18})")

# Columns by what they hold, with the headings of English, Chinese (simplified, traditional),
# German, French, Spanish, Portuguese, Italian, Dutch and Japanese.
_IDENTIFIER_HEADINGS = (
    "Identifier",
    "标识符",
    "編號",
    "識別碼",
    "ID",
    "Identifiant",
    "Identificador",
    "Identificativo",
    "Identificatie",
)
_GRADE_HEADINGS = (
    "Grade",
    "成绩",
    "成績",
    "得分",
    "Bewertung",
    "Note",
    "Calificación",
    "Nota",
    "Avaliação",
    "Valutazione",
    "Cijfer",
    "評点",
)
_MODIFIED_HEADINGS = (
    "Last modified (grade)",
    "最后修改(教师)",
    "最后修改(成绩)",
    "最後修改的(得分)",
    "Zuletzt geändert (Bewertung)",
    "Dernière modification (note)",
    "Última modificación (calificación)",
    "Última modificação (nota)",
    "Última modificação (avaliação)",
    "Ultima modifica (valutazione)",
    "Laatst gewijzigd (cijfer)",
    "最終更新日時 (評定)",
)
_NAME_HEADINGS = (
    "Full name",
    "全名",
    "姓名",
    "Vollständiger Name",
    "Nom complet",
    "Nombre completo",
    "Nome completo",
    "Volledige naam",
    "フルネーム",
)
_EMAIL_HEADINGS = (
    "Email address",
    "电子邮件地址",
    "電子郵件信箱",
    "E-Mail-Adresse",
    "Adresse de courriel",
    "Dirección de correo",
    "Dirección Email",
    "Endereço de e-mail",
    "Indirizzo email",
    "E-mailadres",
    "メールアドレス",
)
_NUMBER_HEADINGS = (
    "ID number",
    "学号",
    "ID号码",
    "學號",
    "ID-Nummer",
    "Numéro d'identification",
    "Número de ID",
    "Numero ID",
    "ID-nummer",
    "IDナンバー",
)
_MAXIMUM_HEADINGS = (
    "Maximum grade",
    "Maximum Grade",
    "最高分",
    "最高成绩",
    "最高成績",
    "Beste Bewertung",
    "Höchste Bewertung",
    "Note maximale",
    "Calificación máxima",
    "Nota máxima",
    "Valutazione massima",
    "Maximumcijfer",
    "最大評点",
)


@dataclass(frozen=True)
class _Columns:
    identifier: int
    grade: int
    heading: str
    modified: int | None
    name: int | None
    email: int | None
    number: int | None
    maximum: int | None


def fill_moodle(
    content: bytes,
    grades: Sequence[Grade],
    assignment: Assignment,
    *,
    name: str,
    column: str | None = None,
    force: bool = False,
) -> Filled:
    """Fill the grades into a grading worksheet of Moodle's.

    Students are found by the number of their identifier, else by e-mail address, ID number or full
    name where there is only one of it. Moodle has no word for excused work: its cell is left alone.

    Args:
        content: the file.
        grades: of all students.
        assignment: the assignment.
        name: the file's, for messages.
        column: the heading of the grades, where it is in a language that isn't known here.
        force: fill in also where somebody has graded in Moodle since we did.

    Raises:
        ExportError: the file is no grading worksheet, or its columns can't be told.
    """
    table = Table.parse(content, name)
    columns = _columns(table, name, column)
    matched = _match(table, columns, grades)
    warnings = _warnings(table, columns, matched, assignment)
    filling = Filling(table, columns.grade, columns.heading, warnings)
    for place, grade in sorted(matched.grades.items()):
        row, student = table.rows[place], grade.student.name
        old, new = row.value(columns.grade), number(grade.score, digits=_DIGITS)
        if not new:
            filling.unknown(student)
        elif read_number(old) == read_number(new):
            filling.stays()
        elif (since := _graded_since(row, columns, grade)) is not None and not force:
            filling.warnings.append(
                f"{student}: graded in Moodle after us ({since}): {old!r} stays, ours is {new}. "
                "Use --force to write ours."
            )
        else:
            filling.change(place, student, old, new)
    return filling.filled(matched)


def participants(content: bytes, grades: Sequence[Grade], *, name: str) -> dict[str, str]:
    """The participants' numbers in a grading worksheet, by our names of students.

    Raises:
        ExportError: the file is no grading worksheet, or its columns can't be told.
    """
    table = Table.parse(content, name)
    columns = _columns(table, name, None)
    matched = _match(table, columns, grades)
    return {
        grade.student.name: _participant(table.rows[place], columns)
        for place, grade in matched.grades.items()
    }


def _columns(table: Table, name: str, column: str | None) -> _Columns:
    header = table.rows[0] if table.rows else Row((), "")
    headings = [header.value(place).strip() for place in range(len(header.cells))]
    known = [_plain(heading) for heading in headings]

    def find(words: Sequence[str]) -> int | None:
        wanted = {_plain(word) for word in words}
        return next((place for place, heading in enumerate(known) if heading in wanted), None)

    identifier = find(_IDENTIFIER_HEADINGS)
    if identifier is None or not _holds_identifiers(table, identifier):
        identifier = 0 if headings and _holds_identifiers(table, 0) else None
    if identifier is None:
        raise ExportError(
            f"{name}: this is no grading worksheet of Moodle: no column holds its identifiers",
            hint="In Moodle: the assignment, View all submissions, Download grading worksheet. "
            "It is there when the assignment has the feedback type Offline grading worksheet.",
        )
    grade = find(_GRADE_HEADINGS if column is None else (column,))
    if grade is None:
        what = "no column of grades is known by its heading" if column is None else "no such column"
        raise ExportError(
            f"{name}: {what}" + ("" if column is None else f": {column}"),
            hint=f"Name it with --column. The file has: {'; '.join(headings)}.",
        )
    return _Columns(
        identifier,
        grade,
        headings[grade],
        find(_MODIFIED_HEADINGS),
        find(_NAME_HEADINGS),
        find(_EMAIL_HEADINGS),
        find(_NUMBER_HEADINGS),
        find(_MAXIMUM_HEADINGS),
    )


def _plain(heading: str) -> str:
    """A heading as it is compared; brackets of full width are plain ones."""
    return same(heading).replace(" (", "(")


def _holds_identifiers(table: Table, column: int) -> bool:
    cells = [row.value(column) for row in table.rows[1:] if any(row.cells)]
    return bool(cells) and all(_IDENTIFIER.fullmatch(cell.strip()) for cell in cells)


def _participant(row: Row, columns: _Columns) -> str:
    found = _IDENTIFIER.fullmatch(row.value(columns.identifier).strip())
    return found[1] if found is not None else ""


def _match(table: Table, columns: _Columns, grades: Sequence[Grade]) -> Matched:
    lines = [
        Line(place, _shown(row, columns), _row_keys(row, columns))
        for place, row in enumerate(table.rows)
        if place > 0 and any(row.cells)
    ]
    keys = {grade.student.name: _student_keys(grade.student) for grade in grades}
    return match(lines, grades, keys, refuted_by={"moodle": "full name"})


def _shown(row: Row, columns: _Columns) -> str:
    return row.value(columns.name) or row.value(columns.identifier)


def _row_keys(row: Row, columns: _Columns) -> Keys:
    full_name = same_name(row.value(columns.name))
    return (
        ("moodle", _participant(row, columns)),
        ("email", same(row.value(columns.email))),
        ("number", same(row.value(columns.number))),
        ("full name", full_name),
        ("name", full_name),
    )


def _student_keys(student: Student) -> Keys:
    return (
        ("moodle", student.ids.get("moodle", "")),
        ("email", same(student.email)),
        *(("number", same(student.ids.get(key, ""))) for key in ("sid", "sis", "gradescope")),
        ("full name", same_name(student.full_name)),
        ("name", same_name(student.name)),
    )


def _graded_since(row: Row, columns: _Columns, grade: Grade) -> str | None:
    """When somebody graded in Moodle after our grading, as it stands there; else None."""
    said = row.value(columns.modified)
    moment = read_moment(said)
    if moment is None or grade.standing is None or not row.value(columns.grade).strip():
        return None
    # A worksheet's times have no zone: they are taken to be of this machine's.
    return said if moment.astimezone(datetime.UTC) > grade.standing.graded else None


def _warnings(
    table: Table, columns: _Columns, matched: Matched, assignment: Assignment
) -> list[str]:
    warnings = []
    rows = {place: table.rows[place] for place in matched.grades}
    here = assignment.max_score
    there = {read_number(row.value(columns.maximum)) for row in rows.values()}
    if columns.maximum is None or None in there:
        warnings.append(
            "The worksheet does not say the maximum grade: it was not compared. A scale takes its "
            "own words and no points."
        )
    warnings += [
        other_points("Moodle", points, here)
        for points in sorted(points for points in there if points is not None)
        if columns.maximum is not None and abs(points - here) > 0.005
    ]
    unread = sum(_is_unread(row, columns) for row in rows.values())
    if columns.modified is None:
        warnings.append(
            "No column is known to say when Moodle's grades were changed: newer ones there are not "
            "noticed."
        )
    elif unread:
        warnings.append(
            f"{unread} times of grading could not be read: newer grades there are not noticed."
        )
    return warnings


def _is_unread(row: Row, columns: _Columns) -> bool:
    cell = row.value(columns.modified).strip()
    return cell not in ("", "-", "–") and read_moment(cell) is None
