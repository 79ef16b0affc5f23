"""Canvas: the gradebook as it was exported there, with one assignment's grades filled in.

The form is that of Canvas's ``gradebook_exporter.rb`` and ``gradebook_importer.rb``: a header with
"Student" (or "LastName" and "FirstName"), "ID", … "Section", then assignments as ``Title (id)``;
perhaps a row on manual posting; the row of points possible; then the students. An empty cell is
left alone there, ``EX`` excuses.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from grader.course import Assignment
from grader.errors import ExportError
from grader.export.cells import Row, Table
from grader.export.filling import Filled, Filling, other_points
from grader.export.matching import Keys, Line, Matched, match, same, same_name
from grader.export.numbers import number, read_number
from grader.grade import Grade, State, Student

_DIGITS = 2  # as many as Canvas writes: more would look like a change at every export
_EXCUSED = "EX"
_NOT_ASSIGNED = "N/A"
_WITH_ID = re.compile(r"(.*) \(([0-9]+)\)", re.DOTALL)
_POINTS_POSSIBLE = "points possible"


@dataclass(frozen=True)
class _Place:
    """Where things are: columns by their headings, the assignment's, the row of points possible."""

    columns: dict[str, int]
    column: int
    heading: str
    possible: int


def fill_canvas(
    content: bytes,
    grades: Sequence[Grade],
    assignment: Assignment,
    *,
    name: str,
    column: str | None = None,
) -> Filled:
    """Fill the grades into a gradebook that was exported from Canvas.

    Students are found by Canvas's id, else by SIS id or login, else by name where there is only one
    of it.

    Args:
        content: the file.
        grades: of all students.
        assignment: the assignment; its column is the one with its title.
        name: the file's, for messages.
        column: the heading of another column, with or without the id, or the id alone.

    Raises:
        ExportError: the file is no such export, or the column is not there, not the only one, or
            not one that Canvas would take grades for.
    """
    table = Table.parse(content, name)
    place = _find(table, assignment, name, column)
    matched = _match(table, place, grades)
    warnings = _warnings(table, place, assignment)
    filling = Filling(table, place.column, place.heading, warnings)
    for row, grade in sorted(matched.grades.items()):
        old, new = table.rows[row].value(place.column), _cell(grade)
        if old == _NOT_ASSIGNED:
            filling.warnings.append(
                f"{grade.student.name}: Canvas has not assigned this work to them"
            )
        elif not new:
            filling.unknown(grade.student.name)
        elif _says(old, new):
            filling.stays()
        else:
            filling.change(row, grade.student.name, old, new)
    return filling.filled(matched)


def _cell(grade: Grade) -> str:
    return _EXCUSED if grade.state is State.EXCUSED else number(grade.score, digits=_DIGITS)


def _says(old: str, new: str) -> bool:
    """Whether a cell says the same already, perhaps with other zeros or another decimal mark."""
    numbers = read_number(old), read_number(new)
    return old.strip().upper() == new or (numbers[0] is not None and numbers[0] == numbers[1])


def _find(table: Table, assignment: Assignment, name: str, column: str | None) -> _Place:
    header = table.rows[0] if table.rows else Row((), "")
    headings = [header.value(number).strip() for number in range(len(header.cells))]
    columns = {heading: number for number, heading in reversed(list(enumerate(headings)))}
    if "ID" not in columns or not {"Student", "LastName"} & set(columns):
        raise ExportError(
            f"{name}: this is no gradebook of Canvas: its first line has no Student and ID",
            hint="In Canvas: Grades, Export, Export Entire Gradebook. Take that file as it is.",
        )
    possible = next((n for n, row in enumerate(table.rows) if _is_points_possible(row)), 0)
    number = _column(headings, assignment, name, column)
    heading = headings[number]
    if _WITH_ID.fullmatch(heading) is None:
        raise ExportError(
            f"{name}: the column {heading!r} is no assignment of Canvas's: no id stands behind it",
            hint="Canvas skips such columns, or makes new assignments of them. "
            + _listed(_assignments(headings)),
        )
    if possible and table.rows[possible].value(number).strip().startswith("("):
        raise ExportError(
            f"{name}: Canvas takes no grades for the column {heading!r}: it is read-only",
            hint=_listed(_assignments(headings)),
        )
    return _Place(columns, number, heading, possible)


def _is_points_possible(row: Row) -> bool:
    return same(row.value(0)) == _POINTS_POSSIBLE


def _column(headings: list[str], assignment: Assignment, name: str, column: str | None) -> int:
    wanted = {same(assignment.title), same(assignment.name)} if column is None else {same(column)}
    found = [
        place
        for place, heading in enumerate(headings)
        if wanted & (_names(heading) if column is not None else _names(heading, number=False))
    ]
    if len(found) == 1:
        return found[0]
    what = f"the assignment {assignment.title!r}" if column is None else f"--column {column}"
    how = "has no column" if not found else f"has {len(found)} columns"
    raise ExportError(
        f"{name}: {what} {how} here",
        hint="Name one with --column, best by the number in brackets. "
        + _listed(_assignments(headings)),
    )


def _names(heading: str, *, number: bool = True) -> set[str]:
    """What a column can be called by."""
    whole = _WITH_ID.fullmatch(heading)
    if whole is None:
        return {same(heading)} if number else set()
    return {same(heading), same(whole[1])} | ({whole[2]} if number else set())


def _assignments(headings: Sequence[str]) -> list[str]:
    return [heading for heading in headings if _WITH_ID.fullmatch(heading)]


def _listed(headings: Sequence[str]) -> str:
    return f"The file has: {'; '.join(headings)}." if headings else "The file has no assignment."


def _match(table: Table, place: _Place, grades: Sequence[Grade]) -> Matched:
    lines = []
    for place_of_row, row in enumerate(table.rows):
        keys = _row_keys(row, place.columns)
        if place_of_row > place.possible and any(value for _, value in keys):
            lines.append(Line(place_of_row, _shown(row, place.columns), keys))
    keys_of = {grade.student.name: _student_keys(grade.student) for grade in grades}
    return match(
        lines, grades, keys_of, refuted_by=dict.fromkeys(("sis", "login", "name"), "canvas")
    )


def _row_keys(row: Row, columns: dict[str, int]) -> Keys:
    return (
        ("canvas", row.value(columns["ID"]).strip()),
        ("sis", same(row.value(columns.get("SIS User ID")))),
        ("login", same(row.value(columns.get("SIS Login ID")))),
        ("name", same_name(_shown(row, columns))),
    )


def _shown(row: Row, columns: dict[str, int]) -> str:
    if "Student" in columns:
        return _plain_name(row.value(columns["Student"]))
    last, first = (_plain_name(row.value(columns.get(key))) for key in ("LastName", "FirstName"))
    return f"{last}, {first}" if first else last


def _plain_name(cell: str) -> str:
    """Canvas writes a name that begins with = as a formula that gives it: ="=name"."""
    cell = cell.strip()
    return cell[2:-1].replace('""', '"') if cell.startswith('="') and cell.endswith('"') else cell


def _student_keys(student: Student) -> Keys:
    ids = student.ids
    return (
        ("canvas", ids.get("canvas", "")),
        *(("sis", same(ids.get(key, ""))) for key in ("sis", "sid", "gradescope")),
        *(("login", same(ids.get(key, ""))) for key in ("login", "sis", "sid", "gradescope")),
        ("login", same(student.email)),
        ("login", same(student.name)),
        ("name", same_name(student.full_name)),
        ("name", same_name(student.name)),
    )


def _warnings(table: Table, place: _Place, assignment: Assignment) -> list[str]:
    if not place.possible:
        return ["The file has no row with the points possible: they were not compared."]
    there, here = read_number(table.rows[place.possible].value(place.column)), assignment.max_score
    if there is None:
        return ["The file does not say how many points are possible: they were not compared."]
    return [] if abs(there - here) < 0.005 else [other_points("Canvas", there, here)]
