"""What a source becomes: regions, languages, ids and nbgrader's metadata."""

from __future__ import annotations

from typing import Any

import jsonschema
import nbformat
import pytest

from grader.build.notebooks import Target, cell_text, make_notebook, notebook_bytes
from grader.source import CellKind, SourceCell, read_source

# nbgraderformat/v3.json of nbgrader, and below what its validator asks for besides.
NBGRADER_SCHEMA = {
    "type": "object",
    "properties": {
        "schema_version": {"type": "integer", "minimum": 3, "maximum": 3},
        "grade": {"type": "boolean"},
        "locked": {"type": "boolean"},
        "solution": {"type": "boolean"},
        "task": {"type": "boolean"},
        "grade_id": {"type": "string", "pattern": r"^[a-zA-Z0-9_\-]+$"},
        "points": {"type": "number", "minimum": 0},
        "checksum": {"type": "string", "minLength": 32, "maxLength": 32},
        "cell_type": {"type": "string", "enum": ["raw", "code", "markdown"]},
    },
    "required": ["schema_version", "grade", "locked", "solution"],
    "additionalProperties": False,
}


def built(make_course, source=None, *, language="en", solved=False) -> Any:
    assignment = make_course() if source is None else make_course(source)
    path = assignment.source(assignment.exercises[0])
    return make_notebook(read_source(path), Target("sums", "double", language, solved))


def marks(notebook) -> list[dict[str, Any]]:
    return [cell.metadata["nbgrader"] for cell in notebook.cells if "nbgrader" in cell.metadata]


def stub_of(notebook) -> str:
    [stub] = [c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("solution")]
    return stub.source


def test_stub_has_a_gap_where_the_solution_was(make_course):
    """The region becomes nbgrader's stub text, indented as the region was."""
    expected = (
        'def double(x):\n    """Twice x."""\n    # YOUR CODE HERE\n    raise NotImplementedError()'
    )

    assert expected == stub_of(built(make_course))


def test_solved_notebook_keeps_the_solution_without_markers(make_course):
    """A solved notebook reads as if there had never been a region."""
    expected = 'def double(x):\n    """Twice x."""\n    twice = 2 * x\n    return twice'

    assert expected == stub_of(built(make_course, solved=True))


@pytest.mark.parametrize("indentation", ["", "    ", "        ", "\t"])
def test_gap_is_indented_as_the_region(indentation):
    """Both lines of the stub stand where the solution stood."""
    lines = ["### BEGIN SOLUTION", "x = 1", "### END SOLUTION"]
    cell = SourceCell(CellKind.SOLUTION, "\n".join(indentation + line for line in lines))

    expected = [f"{indentation}# YOUR CODE HERE", f"{indentation}raise NotImplementedError()"]

    assert "\n".join(expected) == cell_text(cell, solved=False)


def test_lines_around_the_region_are_kept():
    """What stands before and after the region is given to students."""
    text = "before = 1\n### BEGIN SOLUTION\nsecret = 2\n### END SOLUTION\nafter = 3"

    stub = cell_text(SourceCell(CellKind.SOLUTION, text), solved=False)

    assert stub == "before = 1\n# YOUR CODE HERE\nraise NotImplementedError()\nafter = 3"


def test_stub_holds_nothing_of_the_solution(make_course):
    """Not a line of the solution is anywhere in the file."""
    assignment = make_course()
    source = read_source(assignment.source(assignment.exercises[0]))

    text = notebook_bytes(source, Target("sums", "double", "en")).decode()

    assert "twice =" not in text
    assert "SOLUTION" not in text


@pytest.mark.parametrize(
    ("language", "prose", "trial"),
    [("en", "# Double", "double(math.pi)"), ("zh", "# 两倍", "double(math.e)")],
)
def test_a_notebook_speaks_one_language(make_course, language, prose, trial):
    """Cells of other languages are left out, cells without a language are in all."""
    notebook = built(make_course, language=language)

    sources = [cell.source for cell in notebook.cells]

    assert len(sources) == 5
    assert (prose, "import math", trial) == (sources[0], sources[1], sources[-1])


def test_the_same_cell_has_the_same_id_in_every_language(make_course):
    """Ids tell the place in the source, so stubs of two languages can be compared."""
    english, chinese = (built(make_course, language=language) for language in ("en", "zh"))

    assert [cell.id for cell in english.cells] == [
        "double-01",
        "double-03",
        "double-04",
        "double-05",
        "double-06",
    ]
    assert {"double-03", "double-04", "double-05"} == (
        {cell.id for cell in english.cells} & {cell.id for cell in chinese.cells}
    )


def test_ids_of_long_names_stay_within_the_format(make_course):
    """nbformat allows ids of at most 64 characters."""
    assignment = make_course()
    source = read_source(assignment.source(assignment.exercises[0]))

    nbformat.validate(make_notebook(source, Target("sums", "d" * 100, "en")))


@pytest.mark.parametrize("solved", [False, True])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_notebooks_are_valid(make_course, language, solved):
    """They follow nbformat 4.5, and no id stands twice."""
    notebook = built(make_course, language=language, solved=solved)

    nbformat.validate(notebook)

    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
    assert len(notebook.cells) == len({cell.id for cell in notebook.cells})


@pytest.mark.parametrize("solved", [False, True])
def test_marks_follow_nbgraders_schema(make_course, solved):
    """Every mark is valid for nbgrader, has an id of its own, and asks for no grading."""
    found = marks(built(make_course, solved=solved))

    for mark in found:
        jsonschema.validate(mark, NBGRADER_SCHEMA)
    assert len(found) == len({mark["grade_id"] for mark in found})
    assert not any(mark["grade"] or mark["task"] for mark in found)


def test_stub_is_a_solution_cell_and_the_rest_is_read_only(make_course):
    """nbgrader's roles: given code and self-checks are locked, the stub is for the student."""
    roles = {m["grade_id"]: (m["locked"], m["solution"]) for m in marks(built(make_course))}

    assert roles == {
        "double-given-1": (True, False),
        "double": (False, True),
        "double-check-1": (True, False),
    }


def test_prose_and_trial_cells_bear_no_marks(make_course):
    """Students may do with them as they like."""
    notebook = built(make_course)

    assert {} == notebook.cells[0].metadata == notebook.cells[-1].metadata


def test_grade_ids_stay_when_prose_comes(make_course):
    """nbgrader's gradebook goes by these ids: an added paragraph must not shift them."""
    before = marks(built(make_course))
    source = make_course().source(make_course().exercises[0]).read_text("utf-8")

    after = marks(built(make_course, '# %% [markdown] lang="en"\n# More.\n\n' + source))

    assert before == after


def test_notebook_says_what_it_is_for(make_course):
    """A renamed file can still be recognised."""
    expected = {"assignment": "sums", "exercise": "double", "language": "zh"}

    assert expected == built(make_course, language="zh").metadata["grader"]
