"""Who handed in the same bytes: worth a look, and nothing more."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Mapping

from grader.intake.names import shown

_EMPTY = hashlib.sha256(b"").hexdigest()
_MAX_NAMED = 4


def duplicates(
    handed_in: Mapping[str, Mapping[str, str]], *, ignore: Collection[str] = frozenset()
) -> tuple[str, ...]:
    """English sentences, one for each file that several students handed in byte for byte.

    Args:
        handed_in: for each student (a group counts as one) the SHA-256 of each file, by its name.
        ignore: hashes of files that everybody got: stubs, given programs.
    """
    holders: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for student, files in sorted(handed_in.items()):
        for name, sha256 in sorted(files.items()):
            if sha256 != _EMPTY and sha256 not in ignore:
                holders[sha256].setdefault(student, name)
    # Several files that the same people share are one sentence.
    shared: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for found in holders.values():
        if len(found) > 1:
            shared[tuple(found)].append(next(iter(found.values())))
    return tuple(_sentence(students, files) for students, files in sorted(shared.items()))


def _sentence(students: tuple[str, ...], files: list[str]) -> str:
    return f"{_listed(students)} handed in the same bytes ({_listed(sorted(files))})"


def _listed(names: Collection[str]) -> str:
    first = [shown(name) for name in list(names)[:_MAX_NAMED]]
    if len(names) > _MAX_NAMED:
        first.append(f"{len(names) - _MAX_NAMED} more")
    return " and ".join(filter(None, (", ".join(first[:-1]), first[-1])))
