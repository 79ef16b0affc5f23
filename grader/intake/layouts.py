"""The table of layouts: how each is recognised, and what reads it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from grader.errors import IntakeError, UsageError
from grader.intake import canvas, gradescope, moodle, nbgrader, pattern, plain
from grader.intake.found import Found, Wanted
from grader.intake.names import is_archive, shown
from grader.intake.places import Place

AUTO = "auto"
_ENOUGH = 0.5  # of what lies there has to look like a layout
_MAX_LISTED = 5


@dataclass(frozen=True)
class Layout:
    """One way in which submissions lie.

    ``title`` is said aloud; ``expected`` says what it looks like. ``share`` says how much of a
    place looks like it, 0 to 1; without one it is never recognised, only named or left over.
    """

    title: str
    expected: str
    parse: Callable[[Place, Wanted], Found]
    share: Callable[[Place], float] | None = None


LAYOUTS = {
    "gradescope": Layout(
        "Gradescope download",
        "submission_metadata.yml beside submission_NUMBER/…",
        gradescope.parse,
        gradescope.share,
    ),
    "moodle": Layout(
        "Moodle download",
        "FULL NAME_NUMBER_assignsubmission_file/… or …_file_FILE",
        moodle.parse,
        moodle.share,
    ),
    "nbgrader": Layout(
        "nbgrader tree",
        "submitted/STUDENT/ASSIGNMENT/NOTEBOOK.ipynb",
        nbgrader.parse,
        nbgrader.share,
    ),
    "canvas": Layout(
        "Canvas download", "NAME_NUMBER_NUMBER_FILE, all in one folder", canvas.parse, canvas.share
    ),
    "folder": Layout(
        "plain folder",
        "one folder, one zip or one notebook per student, named after them",
        plain.parse,
    ),
    "pattern": Layout("paths that fit the pattern", "paths that fit --pattern", pattern.parse),
}


def recognise(place: Place, layout: str) -> tuple[str, Place, tuple[str, ...]]:
    """The layout, the folder in which it begins, and what to say of that.

    Args:
        place: where to look; where a zip holds one folder and nothing else, it is that.
        layout: what the instructor says it is, or "auto".

    Raises:
        IntakeError: it looks like several, or like one only in part.
        UsageError: there is no such layout.
    """
    if layout not in (AUTO, *LAYOUTS):
        raise UsageError(
            f"--layout {layout}: there is no such layout",
            hint=f"Known are {', '.join((AUTO, *LAYOUTS))}.",
        )
    share = LAYOUTS[layout].share if layout in LAYOUTS else None
    inner = _only_folder(place)
    if share is not None:
        below = inner is not None and not share(place) and share(inner)
        return layout, inner if inner is not None and below else place, ()
    if layout == AUTO:
        for candidate in (place, inner):
            found = _look(candidate) if candidate is not None else None
            if candidate is not None and found is not None:
                return found, candidate, ()
    if layout != "pattern" and inner is not None and _is_class(place, inner):
        told = f"The zip holds one folder, {shown(inner.name)}: taken for the folder of the class."
        return "folder", inner, (told,)
    return (layout if layout != AUTO else "folder"), place, ()


def _look(place: Place) -> str | None:
    """The one layout that a place looks like; None where it looks like none of them."""
    shares = {name: item.share(place) for name, item in LAYOUTS.items() if item.share is not None}
    likely = [name for name, share in shares.items() if share >= _ENOUGH]
    partly = [name for name, share in shares.items() if share > 0]
    if len(likely) == 1 or not partly:
        return likely[0] if likely else None
    titles = " and a ".join(LAYOUTS[name].title for name in partly)
    raise IntakeError(
        f"{place.title}: part of this looks like a {titles}, but not all of it "
        f"(found: {listed(place)})",
        hint=f"Take away what doesn't belong to it, or say what it is with --layout: "
        f"{', '.join(LAYOUTS)}.",
    )


def listed(place: Place) -> str:
    """The first things that lie there, for a message."""
    names = [*(f"{name}/" for name in place.folders()), *place.files(), *place.others()]
    more = len(names) - _MAX_LISTED
    first = ", ".join(map(shown, names[:_MAX_LISTED])) or "nothing"
    return f"{first} and {more} more" if more > 0 else first


def _only_folder(place: Place) -> Place | None:
    """A folder that is all that a zip holds, as when a folder was packed."""
    folders = place.folders()
    if not place.is_archive or len(folders) != 1 or place.files():
        return None
    return place.below(folders[0])


def _is_class(outer: Place, inner: Place) -> bool:
    """Whether the one folder in a zip is the class's, and not that of a class of one student."""
    named = outer.name.lower().startswith(inner.name.lower())
    return named or bool(inner.folders()) or any(map(is_archive, inner.files()))
