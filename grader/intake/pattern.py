"""Any other layout: a regular expression over relative paths, with named groups.

The pattern is the instructor's, the paths are the students': they are limited in length. A pattern
that still takes for ever can be interrupted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from grader.errors import UsageError
from grader.intake.found import Found, Paper, Wanted, Who
from grader.intake.names import is_read, readable, shown
from grader.intake.places import Place
from grader.intake.sources import MAX_FILES, Source
from grader.intake.times import moment

_GROUPS = ("student", "id", "email", "full_name", "attempt", "time", "late")
_MAX_PATH = 400
_OPTION = r"For example --pattern '(?P<student>[^/]+)/(?P<time>\d{8}T\d{6})/.*\.ipynb'."


@dataclass(frozen=True)
class _Part:
    """A file, and what its path says."""

    source: Source
    groups: dict[str, str]


def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern.

    Raises:
        UsageError: it is no regular expression, has no group ``student``, or other groups.
    """
    try:
        found = re.compile(pattern)
    except (re.error, RecursionError, OverflowError) as error:
        raise UsageError(
            f"--pattern {pattern}: not a regular expression: {error}", hint=_OPTION
        ) from error
    if "student" not in found.groupindex:
        raise UsageError(f"--pattern {pattern}: it has no group called student", hint=_OPTION)
    unknown = sorted(set(found.groupindex) - set(_GROUPS))
    if unknown:
        raise UsageError(
            f"--pattern {pattern}: unknown groups: {', '.join(unknown)}",
            hint=f"Known are {', '.join(_GROUPS)}.",
        )
    return found


def parse(place: Place, wanted: Wanted) -> Found:
    """One paper for each student and attempt.

    Raises:
        UsageError: there is no pattern, or a bad one.
    """
    if wanted.pattern is None:
        raise UsageError("--layout pattern: a pattern is missing", hint=_OPTION)
    pattern = compiled(wanted.pattern)
    attempts: dict[tuple[str, str, str], list[_Part]] = {}
    unmatched = []
    for path in place.walk():
        name = readable(path)
        # As it is stored first, so that names in two normal forms are two students' names.
        stored = pattern.fullmatch(path) if len(path) <= _MAX_PATH else None
        match = stored or (pattern.fullmatch(name) if len(name) <= _MAX_PATH else None)
        if match is None or not match["student"]:
            unmatched.append(path)
            continue
        groups = {key: value or "" for key, value in match.groupdict().items()}
        attempt = groups.get("attempt") or groups.get("time", "")
        key = (groups["student"], readable(groups.get("id", "")), attempt)
        attempts.setdefault(key, []).append(_Part(place.file(path, name), groups))
    papers = []
    notes = []
    for (_, _, attempt), parts in attempts.items():
        paper, problem = _paper(parts, attempt)
        papers.append(paper)
        notes += problem
    return Found(tuple(papers), tuple(unmatched), tuple(notes))


def _paper(parts: list[_Part], attempt: str) -> tuple[Paper, list[str]]:
    groups = parts[0].groups
    student, identity = groups["student"], readable(groups.get("id", ""))
    who = Who(
        readable(student),
        key=f"{student}/{identity}" if identity else student,
        ids=(("pattern", identity),) if identity else (),
        full_name=readable(groups.get("full_name", "")),
        email=readable(groups.get("email", "")),
    )
    written = sorted({part.groups["time"] for part in parts if part.groups.get("time")})
    times = {text: moment(text) for text in written}
    known = [time for time in times.values() if time is not None]
    notes = [
        f"{shown(who.name)}: “{shown(text)}” is no time that can be read."
        for text, time in times.items()
        if time is None
    ]
    late = any(part.groups["late"] for part in parts) if "late" in groups else None
    handed_in: datetime | None = max(known, default=None)
    # Notebooks first, and one more than are read, so that it is told that there are more.
    parts = sorted(parts, key=lambda part: not is_read(part.source.name))
    sources = tuple(part.source for part in parts[: MAX_FILES + 1])
    return Paper((who,), sources, handed_in, late, origin=readable(attempt)), notes
