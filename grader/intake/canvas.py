"""Canvas, "Download submissions": flat, everything stands in the names of files.

``<name>[_LATE]_<user id>_<attachment id>_<file>``, and where grading is anonymous
``[LATE_]anon_<anonymous id>_<attachment id>_<file>``. A text or a link that was handed in has no
attachment id: ``…_text.html``, ``…_link.html``.
"""

from __future__ import annotations

from dataclasses import dataclass

from grader.intake.found import Found, Paper, Wanted, Who
from grader.intake.names import readable, shown
from grader.intake.places import Place
from grader.intake.sources import Source

_ENTRIES = ("text.html", "link.html")


@dataclass(frozen=True)
class _Name:
    """What a file's name says; ``attachment`` is "" for a text or a link."""

    who: Who
    late: bool
    attachment: str
    file: str


def share(place: Place) -> float:
    """How much of what lies here has names as Canvas gives them, 0 to 1."""
    files = [name for name in place.files() if "_assignsubmission_" not in name]
    matched = sum(_parse(name) is not None for name in files)
    return matched / max(1, len(place.files()) + len(place.folders()))


def parse(place: Place, _wanted: Wanted) -> Found:
    """One paper for each user id."""
    parts: dict[str, list[tuple[_Name, Source]]] = {}
    unmatched = place.folders()
    for stored in place.files():
        name = _parse(stored)
        if name is None:
            unmatched.append(stored)
        else:
            source = place.file(stored, name.file)
            parts.setdefault(name.who.key, []).append((name, source))
    return Found(tuple(map(_paper, parts.values())), tuple(unmatched), _strange(parts))


def _paper(parts: list[tuple[_Name, Source]]) -> Paper:
    names = [name for name, _ in parts]
    return Paper(
        people=(names[0].who,),
        sources=tuple(source for _, source in parts),
        late=any(name.late for name in names),
        origin=",".join(name.attachment for name in names if name.attachment),
    )


def _parse(stored: str) -> _Name | None:
    fields = readable(stored).split("_")
    late = _is_late(fields[0]) and fields[1:2] == ["anon"]
    if fields[late : late + 1] == ["anon"] and len(fields) > late + 2:
        identity = fields[late + 1]
        rest = fields[late + 2 :]
        if identity.isalnum() and _begins_with_attachment(rest):
            who = Who(f"anon_{identity}", f"anon_{identity}", (("canvas-anonymous", identity),))
            return _name(who, late, rest)
    for place in range(1, len(fields) - 1):
        rest = fields[place + 1 :]
        if _is_number(fields[place]) and _begins_with_attachment(rest):
            late = place > 1 and _is_late(fields[place - 1])
            user = fields[place]
            name = "_".join(fields[: place - late]) or user
            return _name(Who(name, f"{user}_{name}", (("canvas", user),)), late, rest)
    return None


def _name(who: Who, late: bool, rest: list[str]) -> _Name:
    if "_".join(rest) in _ENTRIES:
        return _Name(who, late, "", rest[0])
    return _Name(who, late, rest[0], "_".join(rest[1:]))


def _begins_with_attachment(rest: list[str]) -> bool:
    return "_".join(rest) in _ENTRIES or (_is_number(rest[0]) and any(rest[1:]))


def _is_number(field: str) -> bool:
    return field.isascii() and field.isdigit()


def _is_late(field: str) -> bool:
    return field.lower() == "late"


def _strange(parts: dict[str, list[tuple[_Name, Source]]]) -> tuple[str, ...]:
    """Ids that stand with two names: somebody may have chosen a name that looks like an id."""
    names: dict[tuple[tuple[str, str], ...], set[str]] = {}
    for found in parts.values():
        who = found[0][0].who
        names.setdefault(who.ids, set()).add(who.name)
    return tuple(
        f"Canvas' user id {ids[0][1]} stands with several names: "
        f"{', '.join(map(shown, sorted(found)))}. They are kept apart: look at whose work it is."
        for ids, found in sorted(names.items())
        if len(found) > 1
    )
