"""Moodle, "Download all submissions": a folder for each student, or a flat list of files.

``<full name>_<participant id>_assignsubmission_file/…`` (before 4.1 with one more ``_``), flat
``<full name>_<participant id>_assignsubmission_file_<file>``. What was typed into the browser is
an ``assignsubmission_onlinetext``. In blind marking every name is the same word, "Participant" in
the site's language.
"""

from __future__ import annotations

import re
from dataclasses import replace

from grader.intake.found import Found, Paper, Wanted, Who
from grader.intake.names import readable
from grader.intake.places import Place
from grader.intake.sources import Source

_NAME = re.compile(r"([^_]*)_([0-9]+)_assignsubmission_[a-z]+(?:_(.*))?", re.DOTALL)
_BLIND = "Participant"


def share(place: Place) -> float:
    """How much of what lies here has names as Moodle gives them, 0 to 1."""
    names = place.folders() + place.files()
    return sum(_parse(name) is not None for name in names) / max(1, len(names))


def parse(place: Place, _wanted: Wanted) -> Found:
    """One paper for each participant id, in the order of names."""
    sources: dict[Who, list[Source]] = {}
    unmatched = []
    for stored in place.folders():
        found = _parse(stored)
        if found is None:
            unmatched.append(stored)
        else:
            sources.setdefault(found[0], []).append(place.folder(stored))
    for stored in place.files():
        found = _parse(stored)
        if found is None or not found[1]:
            unmatched.append(stored)
        else:
            sources.setdefault(found[0], []).append(place.file(stored, found[1]))
    papers = tuple(Paper((who,), tuple(places)) for who, places in sources.items())
    names = {who.full_name for who in sources}
    if len(names) == 1 and (len(papers) > 1 or _BLIND in names):
        return Found(tuple(map(_without_name, papers)), tuple(unmatched), (_blind(*names),))
    return Found(papers, tuple(unmatched))


def _parse(stored: str) -> tuple[Who, str] | None:
    """Whose it is, and what a file is called; None where it isn't Moodle's."""
    match = _NAME.fullmatch(readable(stored))
    if match is None:
        return None
    name, identity, file = match.groups()
    who = Who(name or identity, f"{identity}_{name}", (("moodle", identity),), full_name=name)
    return who, file or ""


def _without_name(paper: Paper) -> Paper:
    (who,) = paper.people
    return replace(paper, people=(replace(who, name=f"{who.name} {who.ids[0][1]}", full_name=""),))


def _blind(name: str) -> str:
    return f"All are called “{name}”: taken for blind marking, so numbers tell them apart."
