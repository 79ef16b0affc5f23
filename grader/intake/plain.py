"""A plain folder: a folder, a zip or a single file for each student, named after them."""

from __future__ import annotations

from grader.intake.found import Found, Paper, Wanted, Who
from grader.intake.names import is_read, readable
from grader.intake.places import Place
from grader.intake.sources import Source


def parse(place: Place, _wanted: Wanted) -> Found:
    """One paper for each name. ``ada/``, ``ada.zip`` and ``ada.ipynb`` are all of one student."""
    sources: dict[str, list[Source]] = {}
    unmatched = []
    for name in place.folders():
        sources.setdefault(name, []).append(place.folder(name))
    for name in place.files():
        if is_read(name):
            sources.setdefault(name.rpartition(".")[0], []).append(place.file(name))
        else:
            unmatched.append(name)
    papers = (
        Paper((Who(readable(name), key=name),), tuple(found))
        for name, found in sorted(sources.items())
    )
    return Found(tuple(papers), tuple(unmatched))
