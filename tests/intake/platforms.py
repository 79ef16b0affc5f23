"""Downloads in the exact layout of each platform, made from students and their files.

Each function gives a tree, relative paths to bytes, in which students are numbered in their order;
``write_folder`` and ``write_zip`` put it on disk. Names are given as people write them
("Lovelace, Ada").
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Collection, Mapping
from pathlib import Path

Files = Mapping[str, bytes]
Tree = dict[str, bytes]

JUNK: Tree = {
    "__MACOSX/._x.ipynb": b"\0",
    ".DS_Store": b"\0",
    ".ipynb_checkpoints/x-checkpoint.ipynb": b"{}",
}
FIRST_USER, FIRST_ATTACHMENT, FIRST_PARTICIPANT, FIRST_SUBMISSION = 101, 5001, 301, 7001


def canvas(
    students: Mapping[str, Files], *, late: Collection[str] = (), anonymous: bool = False
) -> Tree:
    """Flat; a file called ``text.html`` or ``link.html`` is what was typed into the browser."""
    tree: Tree = {}
    attachment = FIRST_ATTACHMENT
    for user, (student, files) in enumerate(students.items(), FIRST_USER):
        name = re.sub(r"\W", "", student.lower())
        mark = "LATE_" if student in late else ""
        start = f"{mark}anon_aB{user}_" if anonymous else f"{name}_{mark}{user}_"
        for file, data in files.items():
            if file in ("text.html", "link.html"):
                tree[start + file] = data
            else:
                tree[f"{start}{attachment}_{file}"] = data
                attachment += 1
    return tree


def moodle(
    students: Mapping[str, Files], *, flat: bool = False, old: bool = False, blind: str = ""
) -> Tree:
    """A folder for each student, or flat.

    Args:
        students: names and files; one called ``onlinetext.html`` was typed into the browser.
        flat: whether files lie flat.
        old: as before 4.1, with one more ``_`` after a folder's name.
        blind: the word that stands for every name in blind marking.
    """
    tree: Tree = {}
    for participant, (student, files) in enumerate(students.items(), FIRST_PARTICIPANT):
        start = f"{blind or student.replace('_', ' ')}_{participant}_assignsubmission_"
        for file, data in files.items():
            kind = "onlinetext" if file == "onlinetext.html" else "file"
            joint = "_" if flat else "_/" if old else "/"
            tree[f"{start}{kind}{joint}{file}"] = data
    return tree


def gradescope(
    groups: Mapping[str, Files], *, created: str = "2026-11-02 10:22:34.961421 -08:00"
) -> Tree:
    """The export; several people of one group are parted by `` & ``, "" is nobody."""
    tree: Tree = {}
    lines = ["---"]
    for number, (group, files) in enumerate(groups.items(), FIRST_SUBMISSION):
        lines.append(f"submission_{number}:")
        people = group.split(" & ") if group else []
        lines.append("  :submitters:" if people else "  :submitters: []")
        for person in people:
            login = re.sub(r"\W", "", person.lower())
            lines += [f"  - :name: {person}", f"    :sid: '0{login}'", f"    :email: {login}@u.edu"]
        lines += [f"  :created_at: {created}", "  :score: 3.0", "  :status: processed"]
        lines += ["  :results:", "    tests:", "    - {name: a, tags: [[[x]]]}"]
        tree |= {f"submission_{number}/{file}": data for file, data in files.items()}
    tree["submission_metadata.yml"] = ("\n".join(lines) + "\n").encode()
    return {f"assignment_42_export/{name}": data for name, data in tree.items()}


def nbgrader(
    students: Mapping[str, Files],
    *,
    assignment: str = "hw1",
    time: str = "2026-11-02 15:58:23.948203 America/Los_Angeles",
) -> Tree:
    """The part of a course's folder that holds submissions; no time, no ``timestamp.txt``."""
    tree: Tree = {}
    for student, files in students.items():
        place = f"submitted/{student}/{assignment}"
        tree |= {f"{place}/{file}": data for file, data in files.items()}
        if time:
            tree[f"{place}/timestamp.txt"] = time.encode()
    return tree


def write_folder(folder: Path, tree: Mapping[str, bytes]) -> Path:
    """Put a tree on disk; gives the folder."""
    for name, data in tree.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def write_zip(path: Path, tree: Mapping[str, bytes]) -> Path:
    """Pack a tree; gives the zip's path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in tree.items():
            archive.writestr(name, data)
    return path
