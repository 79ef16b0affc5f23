"""What ``grader gradebook`` says at the terminal."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text as Plain

from grader.course import Assignment
from grader.grade import Entry, EntryKind, Grade, State, Student
from grader.gradebook.forgetting import Traces
from grader.gradebook.history import Arrival, Event, Marking, Withdrawal
from grader.gradebook.roster import Change, Roster
from grader.outcome import Status
from grader.report.words import points
from grader.visible import visible

_MAX_NAME = 40
_STATES: Mapping[State, tuple[str, str]] = {
    State.GRADED: ("graded", ""),
    State.NOT_GRADED: ("not graded", "red"),
    State.MISSING: ("missing", "yellow"),
    State.OPEN: ("nothing yet", "dim"),
    State.EXCUSED: ("excused", "dim"),
}
_RESULTS = {
    "current": "counts now",
    "proposed": "waits to be accepted",
    "former": "replaced since",
    "dropped": "never accepted",
}
_PAGES = "Pages show it after the next grader run."


def show_grades(found: Sequence[tuple[Assignment, Sequence[Grade]]]) -> None:
    """A table for each assignment."""
    for assignment, grades in found:
        if grades:
            _console().print(_table(assignment, grades))
        else:
            _say(f"{assignment.name}: nobody has handed in, and nobody is enrolled.")


def _table(assignment: Assignment, grades: Sequence[Grade]) -> Table:
    table = Table(title=_cell(assignment.title), box=SIMPLE_HEAD)
    table.add_column("student", overflow="fold")
    for title in ("attempt", "raw", "late", "penalty", "by hand"):
        table.add_column(title, justify="right", no_wrap=True)
    table.add_column("score", justify="right", style="bold", no_wrap=True)
    table.add_column("of", justify="right", style="dim", no_wrap=True)
    table.add_column("state", no_wrap=True)
    for grade in grades:
        word, style = _STATES[grade.state]
        table.add_row(
            _cell(grade.student.name),
            Plain(_attempts(grade)),
            Plain(points(grade.raw)),
            Plain(_late(grade)),
            Plain(points(-grade.penalty) if grade.penalty else ""),
            Plain(_signed(grade.adjustment) if grade.adjustment else ""),
            Plain(points(grade.score)),
            Plain(points(grade.max_score)),
            Plain(word, style=style),
        )
    return table


def _attempts(grade: Grade) -> str:
    """How many, and which of them counts where there are several."""
    if grade.attempts > 1 and grade.attempt is not None:
        return f"{grade.attempt.number} of {grade.attempts}"
    return str(grade.attempts)


def _late(grade: Grade) -> str:
    if grade.late_by is not None:
        return _duration(grade.late_by)
    return "unknown" if grade.penalty else ""


def _duration(time: datetime.timedelta) -> str:
    """The two largest of days, hours and minutes; what is begun counts."""
    minutes = -(-time // datetime.timedelta(minutes=1))
    days, minutes = divmod(minutes, 24 * 60)
    hours, minutes = divmod(minutes, 60)
    parts = [(days, "d"), (hours, "h"), (minutes, "min")]
    shown = [f"{number} {unit}" for number, unit in parts if number]
    return " ".join(shown[:2])


def _signed(number: float) -> str:
    return f"+{points(number)}" if number > 0 else points(number)


def grades_json(found: Sequence[tuple[Assignment, Sequence[Grade]]]) -> str:
    """Grades for scripts. A score that is not known is null, never 0."""
    document = {
        "schema": 1,
        "assignments": [
            {"assignment": assignment.name, "grades": [_plain(grade) for grade in grades]}
            for assignment, grades in found
        ],
    }
    return json.dumps(document, ensure_ascii=True, indent=1)


def _plain(grade: Grade) -> dict[str, object]:
    handed_in = None if grade.attempt is None else grade.attempt.handed_in
    return {
        "student": grade.student.name,
        "state": grade.state,
        "score": grade.score,
        "max_score": grade.max_score,
        "raw": grade.raw,
        "penalty": grade.penalty,
        "adjustment": grade.adjustment,
        "late_seconds": None if grade.late_by is None else grade.late_by.total_seconds(),
        "attempts": grade.attempts,
        "attempt": None if grade.attempt is None else grade.attempt.number,
        "handed_in": None if handed_in is None else handed_in.isoformat(),
        "exercises": []
        if grade.standing is None
        else [
            {
                "exercise": item.exercise,
                "status": item.status,
                "score": item.score,
                "max_score": item.max_score,
            }
            for item in grade.standing.exercises
        ],
        "entries": [
            {
                "id": entry.id,
                "kind": entry.kind,
                "text": entry.text,
                "author": entry.author,
                "made": entry.made.isoformat(),
                "points": entry.points,
                "until": None if entry.until is None else entry.until.isoformat(),
                "exercise": entry.exercise,
            }
            for entry in grade.entries
        ],
    }


def show_entry(entry: Entry) -> None:
    """An entry that was just made or withdrawn."""
    if entry.withdrawn is not None:
        _say(f"Withdrawn: entry {entry.id}, {_words(entry)}")
        return
    _say(f"Entry {entry.id} for {entry.student}: {_words(entry)}")
    _say(f"To take it back: grader gradebook withdraw {entry.id}")


def _words(entry: Entry) -> str:
    match entry.kind:
        case EntryKind.ADJUSTMENT:
            what = f"{_signed(entry.points or 0.0)} points"
        case EntryKind.COMMENT:
            what = f"a comment on {entry.exercise}" if entry.exercise else "a comment"
        case EntryKind.EXCUSE:
            what = "excused"
        case EntryKind.EXTENSION:
            what = "more time"
            if entry.until is not None:
                what += f" until {entry.until:%Y-%m-%d %H:%M %Z}".rstrip()
    return f"{what} by {entry.author}: {_one_line(entry.text)}"


def show_change(before: Grade, after: Grade) -> None:
    """The grade before and after."""
    old, new = _grade(before), _grade(after)
    name = after.student.name
    if old == new:
        _say(f"The grade of {name} stays: {new}")
    else:
        _say(f"The grade of {name} was {old}, and is {new}")
    if after.adjustment and after.score is None and after.state is not State.EXCUSED:
        _say("Adjustments are added as soon as there is a score.")
    elif after.score is not None and after.score > after.max_score:
        _say("That is more than the maximum.")
    _say(_PAGES)


def _grade(grade: Grade) -> str:
    if grade.score is None:
        return f"{_STATES[grade.state][0]} (no score)"
    parts = [f"{points(grade.score)} of {points(grade.max_score)}"]
    if grade.state is not State.GRADED:
        parts.append(f"({_STATES[grade.state][0]})")
    return " ".join(parts)


def show_history(student: Student, events: Sequence[Event]) -> None:
    """All that happened with a student, a line for each."""
    told = [student.full_name, student.email, student.section]
    told += [f"{platform} {identifier}" for platform, identifier in student.ids.items()]
    told.append("enrolled" if student.enrolled else "not enrolled")
    _say(f"{student.name}: {', '.join(part for part in told if part)}")
    for event in events:
        when = event.when.astimezone().strftime("%Y-%m-%d %H:%M")
        _say(f"{when}  {event.assignment}: {_happened(event)}")
    if not events:
        _say("Nothing was handed in, and nothing entered.")


def _happened(event: Event) -> str:
    match event.what:
        case Arrival() as arrival:
            return _arrived(arrival)
        case Marking() as marking:
            score = f"{points(marking.score)} of {points(marking.max_score)}"
            if marking.status is not Status.GRADED:
                score = "not graded"
            return (
                f"attempt {marking.number}: {score}, {_RESULTS[marking.state]} "
                f"(run {marking.run_id})"
            )
        case Withdrawal(entry):
            return f"entry {entry.id} withdrawn"
        case entry:
            return f"entry {entry.id}: {_words(entry)}"


def _arrived(arrival: Arrival) -> str:
    files = f"{arrival.files} file{'s' if arrival.files != 1 else ''}"
    parts = [f"attempt {arrival.number}, {files}"]
    if arrival.others:
        parts.append(f"together with {', '.join(arrival.others)}")
    if arrival.handed_in is None:
        parts.append("first seen (nothing says when it was handed in)")
    else:
        parts.append("handed in")
    if arrival.late:
        parts.append("late as the platform says")
    return ", ".join(parts)


def show_traces(traces: Traces, pages: Sequence[Path]) -> None:
    """What is kept of a student."""
    _say(f"Of {traces.student} the gradebook holds:")
    _say(f"  {_count(traces.attempts, 'attempt')} with {_count(traces.results, 'result')}")
    _say(f"  {_count(traces.gradings, 'graded exercise')} that nobody else's results are made of")
    _say(f"  {_count(traces.entries, 'entry', 'entries')} by hand")
    if traces.shared:
        _say(
            f"  {_count(traces.shared, 'attempt')} handed in with others: it stays with them, "
            "names and comments in its files too"
        )
    for page in pages:
        _say(f"  {page}")


def show_forgotten(traces: Traces, page: str, results: Path | None) -> None:
    """What is to be done where the gradebook doesn't reach."""
    _say(f"{traces.student} is taken out of the gradebook, and nothing is left in its file.")
    _say("\nWhat is not in the gradebook is up to you:")
    for backup in traces.backups:
        _say(f"  {backup} was made before the schema changed and holds the class: delete it")
    if results is None:
        _say(f"  pages named {page} in feedback/, feedback/notebooks/ and instructor/ of results")
    _say("  index.html and results.json there name them until the next grader run")
    _say("  what they handed in: a run that meets it again enters them again")


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or f'{one}s'}"


def show_roster(roster: Roster, changes: Sequence[Change], *, dry_run: bool) -> None:
    """What a roster changes, student by student."""
    if roster.passed_over:
        _say(f"Columns that mean nothing here: {', '.join(roster.passed_over)}")
    for change in changes:
        _say(f"  {change.after.name}: {_changed(change)}")
    word = "would change" if dry_run else "changed"
    _say(f"{_count(len(roster.lines), 'student')} on the roster; {len(changes)} {word}.")


def _changed(change: Change) -> str:
    before, after = change.before, change.after
    if before is None:
        return "new"
    if not after.enrolled:
        return "not on the roster any more; stays, not enrolled"
    parts = [] if before.enrolled else ["enrolled"]
    for title in ("full_name", "email", "section"):
        old, new = getattr(before, title), getattr(after, title)
        if old != new:
            parts.append(f"{title} {old or '(none)'} → {new}")
    parts += [
        f"{platform} {identifier}"
        for platform, identifier in after.ids.items()
        if before.ids.get(platform) != identifier
    ]
    return ", ".join(parts)


def _console() -> Console:
    return Console(highlight=False, soft_wrap=True)


def _say(message: str) -> None:
    _console().print(Plain(visible(message)))


def _one_line(value: str) -> str:
    return " ".join(value.split())


def _cell(value: str) -> Plain:
    shown = _one_line(visible(value))
    return Plain(shown if len(shown) <= _MAX_NAME else shown[: _MAX_NAME - 1] + "…")
