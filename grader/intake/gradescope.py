"""Gradescope, "Download submissions": numbered folders, and a YAML file that says whose they are:
``assignment_<id>_export/submission_metadata.yml`` beside ``submission_<id>/<files>``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

import yaml

from grader.errors import IntakeError
from grader.intake.found import Found, Paper, Wanted, Who
from grader.intake.names import readable, shown
from grader.intake.places import Place
from grader.intake.times import moment

_METADATA = "submission_metadata.yml"
_EXPORT = re.compile(r"assignment_[0-9]+_export")
_MAX_METADATA = 64 << 20
_READ = frozenset({":submitters", ":created_at"})
_MAX_NESTING = 100  # of what is passed over; libyaml takes ever longer the deeper it is
_MAX_DEPTH = 5  # the file, a submission, its submitters, one of them, its name

Tree: TypeAlias = "str | list[Tree] | dict[str, Tree]"


def share(place: Place) -> float:
    """Whether this is Gradescope's export, or a folder that holds one: 0 or 1."""
    return float(_export(place) is not None)


def parse(place: Place, _wanted: Wanted) -> Found:
    """One paper for each submission in the metadata that says who handed it in."""
    export = _export(place)
    if export is None:
        raise IntakeError(
            f"{place.title}: there is no {_METADATA} here",
            hint="Name the folder or zip that Gradescope gave, or assignment_…_export in it.",
        )
    metadata = _metadata(export)
    folders = export.folders()
    unmatched = [name for name in folders if name not in metadata]
    unmatched += [name for name in export.files() if name != _METADATA]
    notes = []
    papers = []
    for name in sorted(metadata):
        entry = metadata[name]
        people = _submitters(entry)
        if not people:
            unmatched.append(name)
            notes.append(f"{shown(name)}: {_METADATA} doesn't say who handed it in; passed over.")
            continue
        created = entry.get(":created_at")
        time = moment(created) if isinstance(created, str) else None
        if time is None:
            notes.append(f"{shown(name)}: {_METADATA} doesn't say when it was handed in.")
        sources = (export.folder(name),) if name in folders else ()
        origin = readable(name).removeprefix("submission_")
        papers.append(Paper(people, sources, handed_in=time, origin=origin))
    return Found(tuple(papers), tuple(unmatched), tuple(notes))


def _export(place: Place) -> Place | None:
    if _METADATA in place.files():
        return place
    for name in place.folders():
        if _EXPORT.fullmatch(name) and _METADATA in place.files(name):
            return place.below(name)
    return None


def _submitters(entry: dict[str, Tree]) -> tuple[Who, ...]:
    listed = entry.get(":submitters")
    found = [_who(item) for item in listed] if isinstance(listed, list) else []
    return tuple(dict.fromkeys(who for who in found if who is not None))


def _who(item: Tree) -> Who | None:
    if not isinstance(item, dict):
        return None
    name, sid, email = (_text(item.get(key)) for key in (":name", ":sid", ":email"))
    identity = sid or email
    if not name and not identity:
        return None
    ids = (("gradescope", identity),) if identity else ()
    return Who(name or identity, identity or name, ids, full_name=name, email=email)


def _text(value: Tree | None) -> str:
    return readable(value).strip() if isinstance(value, str) and value not in ("~", "null") else ""


def _metadata(export: Place) -> dict[str, dict[str, Tree]]:
    """What is read of the file: by submission, the few keys that count.

    Read as a stream: nothing is built from tags, a repeated alias is a name for what is there
    already, and what is nested too deeply (libyaml's own loader crashes on it) is refused in time.
    """
    data = export.read(_METADATA, _MAX_METADATA)
    try:
        tree = _Stream(data).document()
    except (yaml.YAMLError, UnicodeError, ValueError) as error:
        raise _not_metadata(export, "it is not valid YAML") from error
    if not isinstance(tree, dict):
        raise _not_metadata(export, "it doesn't list submissions")
    return {name: entry for name, entry in tree.items() if isinstance(entry, dict)}


def _not_metadata(export: Place, reason: str) -> IntakeError:
    return IntakeError(
        f"{export.title}: {_METADATA} can't be read: {reason}",
        hint="Download the submissions again.",
    )


class _Stream:
    """Lists, mappings and scalars as text from a YAML file, no deeper than they are needed."""

    def __init__(self, data: bytes) -> None:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # far faster, where it is
        self._events = _not_too_deep(yaml.parse(data, Loader=loader))
        self._anchors: dict[str, Tree] = {}

    def document(self) -> Tree:
        """The first document, "" where there is none."""
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                return self._value(next(self._events), depth=1)
        return ""

    def _value(self, event: yaml.Event, depth: int) -> Tree:
        value: Tree = ""
        if isinstance(event, yaml.AliasEvent):
            return self._anchors.get(event.anchor, "")
        if isinstance(event, yaml.ScalarEvent):
            value = event.value
        elif depth > _MAX_DEPTH:
            self._skip(event)
        elif isinstance(event, yaml.SequenceStartEvent):
            value = self._list(depth)
        elif isinstance(event, yaml.MappingStartEvent):
            value = self._mapping(depth)
        if isinstance(event, yaml.NodeEvent) and event.anchor:
            self._anchors[event.anchor] = value
        return value

    def _list(self, depth: int) -> list[Tree]:
        items = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._value(event, depth + 1))
        return items

    def _mapping(self, depth: int) -> dict[str, Tree]:
        found: dict[str, Tree] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._value(event, _MAX_DEPTH + 1)
            event = next(self._events)
            if not isinstance(key, str) or (depth == 2 and key not in _READ):
                self._skip(event)
            else:
                found[key] = self._value(event, depth + 1)
        return found

    def _skip(self, event: yaml.Event) -> None:
        """Pass over a value, however deep, that has begun with ``event``."""
        depth = 0
        while True:
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if not depth:
                return
            event = next(self._events)


def _not_too_deep(events: Iterator[yaml.Event]) -> Iterator[yaml.Event]:
    depth = 0
    for event in events:
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _MAX_NESTING:
            raise ValueError("nested too deeply")
        yield event
