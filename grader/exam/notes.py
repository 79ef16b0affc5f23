"""The words for what a candidate notes while it reads and takes out a program.

A candidate sends a code and values, never words: what it sends is not believed, and an unknown
code is passed over.
"""

from __future__ import annotations

from collections.abc import Mapping

from grader.outcome import Text, TextValue, text

_MAX_VALUE = 200

NOTES: Mapping[str, Text] = {
    # Why a file can't be read.
    "not_utf8": text("{file} is not valid UTF-8 (byte {byte}). Save it again from Jupyter."),
    "not_json": text(
        "{file} is not JSON (line {line}), so it is no notebook. Was it merged by git, or cut off?"
    ),
    "no_notebook": text("{file} is no notebook: it has no cells."),
    "nested_too_deeply": text("{file} is no notebook: it is nested too deeply."),
    "old_format": text("{file} is a damaged notebook of an old format."),
    "too_many_cells": text("{file} is too large: {cells} cells."),
    "too_much_code": text("{file} is too large: it holds too much code."),
    "too_large": text(
        "{file} is too large: {megabytes} MB, at most {limit} MB are read. "
        "Clear its outputs and save it again."
    ),
    "too_many_files": text("{file} was not read: more than {limit} files were handed in."),
    "too_much": text(
        "{file} was not read: all files together hold more than {limit} MB. "
        "Clear the outputs and hand in the notebooks alone."
    ),
    "no_file": text("{file} is no plain file."),
    "zip_damaged": text("{file} is no zip file that can be read. Pack it again."),
    "zip_encrypted": text("{file} is encrypted. Pack it without a password."),
    "zip_too_many": text("{file} holds {members} files; at most {limit} are read."),
    "zip_too_large": text("{file} unpacks to more than {limit} MB."),
    "zip_outside": text("{file} names a file outside of itself: {member}"),
    "zip_no_file": text("{file} holds a link or a device instead of a file: {member}"),
    "zip_bomb": text("{file} holds a file that unpacks to {ratio} times its size: {member}"),
    "unreadable": text("{file} could not be read: {reason}"),
    "reader_failed": text("{file} could not be read: reading it made the reader stop."),
    # What was found in the cells.
    "does_not_parse": text("Cell {cell} does not parse (line {line}: {reason}); it was left out."),
    "left_out": text("Cell {cell} was left out: {magic} cells are no Python."),
    "renamed": text("`{name}` was taken for `{wanted}`: rename it."),
    "did_you_mean": text("There is no `{wanted}`; did you mean {names}?"),
    "perhaps": text("Is `{name}` in cell {cell} your `{wanted}`? Then rename it."),
    "also_elsewhere": text("`{name}` stands in {file}, which counts, and also in: {others}"),
    "missing": text("The function `{wanted}` was not found."),
    "commented_out": text("`{name}` is commented out in cell {cell}."),
    "nested": text(
        "`{name}` stands inside the function `{outer}` in cell {cell}: "
        "define it at the left margin."
    ),
    "method": text(
        "`{name}` is a method of the class `{outer}` in cell {cell}: define it as a function."
    ),
    "defined_twice": text("`{name}` is defined {times} times; the last one counts."),
    "rebound": text(
        "`{name}` is bound to something else later, in cell {cell}; the function was graded."
    ),
    "parameters": text("`{name}` takes {parameters} parameters; the exercise asks for {wanted}."),
    "provided": text(
        "`{name}` is provided by the exercise; your own in cell {cell} was not used here."
    ),
    "module_missing": text(
        "The module {module} (cell {cell}) is not available here; "
        "that matters only where the function uses it."
    ),
    "change_failed": text(
        "A statement in cell {cell} that changes what the function uses could not be run here."
    ),
    "forbidden": text(
        "This program uses {name}, which the exercise asks you to write out yourself."
    ),
}


def note(code: object, values: object) -> Text | None:
    """The sentence for a candidate's note; None for a code that there is not."""
    template = NOTES.get(code) if isinstance(code, str) else None
    if template is None or not isinstance(values, dict):
        return None
    return Text(
        template.template,
        {k[:_MAX_VALUE]: _plain(v) for k, v in values.items() if isinstance(k, str)},
    )


def _plain(value: object) -> TextValue:
    if isinstance(value, int):
        return value if abs(value) < 1 << 53 else "…"
    return value[:_MAX_VALUE] if isinstance(value, str) else "…"
