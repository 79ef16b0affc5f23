"""A class's folder or zip to one ``Submission`` per paper, read when its turn comes.

Which layouts are understood stands in ``layouts``; here people get names that are theirs alone.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from grader.errors import IntakeError, UsageError
from grader.intake.found import Found, Paper, Wanted, Who
from grader.intake.layouts import AUTO, LAYOUTS, listed, recognise
from grader.intake.names import readable, shown
from grader.intake.places import Place, place_at
from grader.intake.sources import Contents, Source

__all__ = ["Contents", "Intake", "Person", "Source", "Submission", "find_submissions"]


@dataclass(frozen=True)
class Person:
    """Somebody who handed in.

    ``name`` is readable, in NFC, and nobody else's in the same ``Intake``: results are filed under
    it. ``ids`` are ids on platforms: "canvas", "canvas-anonymous", "gradescope" (a student id, or
    else an email address), "moodle" (the participant id), "nbgrader", "pattern".
    """

    name: str
    ids: Mapping[str, str] = field(default_factory=dict, hash=False)
    full_name: str = ""
    email: str = ""


@dataclass(frozen=True)
class Submission:
    """One thing handed in: the places to read it from, by whom, when.

    ``student`` is the name of the first of ``people``, who are several for group work.
    ``handed_in`` is in UTC, None where the platform doesn't say; ``late`` is what the platform
    says; ``origin`` its id of this attempt, "" where it has none.
    """

    student: str
    sources: tuple[Source, ...]
    people: tuple[Person, ...] = ()
    handed_in: datetime | None = None
    late: bool | None = None
    origin: str = ""

    def __post_init__(self) -> None:
        if not self.people:
            object.__setattr__(self, "people", (Person(self.student),))

    @classmethod
    def at(cls, student: str, *paths: Path) -> Submission:
        """One that lies in files or folders on disk."""
        return cls(student, tuple(map(Source, paths)))

    def read(self, *, file_mb: int) -> Contents:
        """Read all notebooks. Never raises for what was handed in: problems are listed.

        Args:
            file_mb: the largest file that is read, in MiB.
        """
        contents = Contents()
        for source in self.sources:
            source.read(contents, file_mb=file_mb)
        return contents


@dataclass(frozen=True)
class Intake:
    """All submissions found, sorted by student and time.

    ``layout`` is the name of one of ``layouts.LAYOUTS``; ``unmatched`` are names of what was passed
    over; ``notes`` are English sentences on what an instructor should know.
    """

    layout: str
    submissions: tuple[Submission, ...]
    unmatched: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The layout in words."""
        return LAYOUTS[self.layout].title

    @property
    def people(self) -> frozenset[str]:
        """The names of all who handed in."""
        return frozenset(who.name for item in self.submissions for who in item.people)


def find_submissions(
    place: Path, *, layout: str = AUTO, pattern: str | None = None, assignment: str | None = None
) -> Intake:
    """Look for submissions in a folder or a zip.

    Args:
        place: the folder, or the zip that a platform gave.
        layout: the name of a layout, or "auto" to recognise it.
        pattern: a regular expression for the layout "pattern", which it implies.
        assignment: which one, where nbgrader's tree holds several.

    Raises:
        UsageError: there is no such place, or the options make no sense.
        IntakeError: it can't be read, can't be recognised, or holds no submissions.
    """
    if pattern is not None and layout not in (AUTO, "pattern"):
        raise UsageError(
            f"--pattern is for paths, and --layout {layout} has no use for it",
            hint="Leave one of them out.",
        )
    where = place_at(place)
    wanted_layout = "pattern" if pattern is not None else layout
    chosen, root, told = recognise(where, wanted_layout)
    found = LAYOUTS[chosen].parse(root, Wanted(pattern, assignment))
    others = root.others()
    unmatched = (*found.unmatched, *others)
    if not found.papers:
        raise _nothing(where, root, chosen, wanted_layout)
    names, noted = _names(found)
    submissions = tuple(sorted((_submission(p, names) for p in found.papers), key=_order))
    notes = (*told, *found.notes, *noted, *_refused(root, others))
    return Intake(chosen, submissions, tuple(map(readable, unmatched)), notes)


def _nothing(where: Place, root: Place, layout: str, wanted: str) -> IntakeError:
    expected = (
        LAYOUTS["folder"].expected + ", or a platform's download"
        if wanted == AUTO
        else LAYOUTS[layout].expected
    )
    asked = "" if wanted == AUTO else f" in the layout {layout}"
    return IntakeError(
        f"{where.title}: no submissions here{asked} (found: {listed(root)})",
        hint=f"Expected {expected}.",
    )


def _refused(root: Place, others: list[str]) -> list[str]:
    if not root.is_archive or not others:
        return []
    first = ", ".join(map(shown, others[:3]))
    more = " …" if len(others) > 3 else ""
    told = f"Not read, for their names lead out of the zip or are too long: {first}{more}"
    return [told]


def _submission(paper: Paper, names: Mapping[str, Person]) -> Submission:
    people = tuple(names[who.key] for who in paper.people)
    return Submission(
        people[0].name, paper.sources, people, paper.handed_in, paper.late, paper.origin
    )


def _order(submission: Submission) -> tuple[object, ...]:
    """By student, then attempts in their order: by time, or by number."""
    time = submission.handed_in or datetime.min.replace(tzinfo=UTC)
    return submission.student, time, len(submission.origin), submission.origin


def _names(found: Found) -> tuple[dict[str, Person], list[str]]:
    """Each person by key, with a name of their own, and notes on those who had to get another."""
    everybody: dict[str, Who] = {}
    for paper in found.papers:
        for who in paper.people:
            everybody.setdefault(who.key, who)
    namesakes: defaultdict[str, list[Who]] = defaultdict(list)
    for who in everybody.values():
        namesakes[who.name].append(who)
    taken = {name for name, several in namesakes.items() if len(several) == 1}
    people = {several[0].key: _person(name, several[0]) for name, several in namesakes.items()}
    notes = []
    for name, several in sorted(namesakes.items()):
        if len(several) == 1:
            continue
        # The one whose name is spelt as it is shown comes first and keeps it, whoever else comes.
        several.sort(key=lambda who: (who.key != name, who.key))
        own = [_own_name(who, place, taken) for place, who in enumerate(several, 1)]
        people |= {who.key: _person(own, who) for who, own in zip(several, own, strict=True)}
        notes.append(
            f"{len(several)} people are called {shown(name)}: they are kept apart as "
            f"{', '.join(map(shown, own))}."
        )
    return people, [*notes, *_alike(taken)]


def _own_name(who: Who, place: int, taken: set[str]) -> str:
    """A name that nobody has; with an id in it, it is the same whoever else hands in."""
    identity = who.ids[0][1] if who.ids else who.name
    name = f"{who.name} ({place if identity == who.name else identity})"
    if place == 1 and identity == who.name:
        name = who.name
    while name in taken:
        name += "'"
    taken.add(name)
    return name


def _person(name: str, who: Who) -> Person:
    return Person(name, dict(who.ids), who.full_name, who.email)


def _alike(names: Iterable[str]) -> list[str]:
    """Notes on names that a careless reader, or a careless file system, takes for one."""
    folded: defaultdict[str, list[str]] = defaultdict(list)
    for name in names:
        folded[unicodedata.normalize("NFKC", name.casefold())].append(name)
    return [
        f"{' and '.join(map(shown, sorted(several)))} differ in little more than capitals: graded "
        "as different students."
        for _, several in sorted(folded.items())
        if len(several) > 1
    ]
