"""Sources with mistakes: each message names the file, the cell and what to do."""

from __future__ import annotations

import pytest

from grader.build import build_assignment
from grader.errors import CourseError

PROSE = "# %% [markdown]\n# Double.\n\n"
SOLUTION = "# %%\ndef double(x):\n    ### BEGIN SOLUTION\n    return 2 * x\n    ### END SOLUTION\n"
GAP_IN_BRACKETS = """\
# %%
def double(x):
    return (
        ### BEGIN SOLUTION
        2 * x
        ### END SOLUTION
    )
"""


def mistakes(make_course, source: str) -> str:
    assignment = make_course(source)
    with pytest.raises(CourseError) as caught:
        build_assignment(assignment)
    assert not assignment.stubs.exists()
    return str(caught.value)


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ('# %% tags=["publik"]\nx = 1\n', "there is no tag 'publik'; the tags are given, public"),
        ('# %% tags=["given", "public"]\nx = 1\n', "a cell is either given, or public"),
        ('# %% [markdown] tags=["given"]\n# Text.\n', "prose has no tags"),
        ('# %% [markdown] lang="fr"\n# Texte.\n', "'fr' is not declared in assignment.toml"),
        ('# %% lang="fr"\nx = 1\n', "'fr' is not declared in assignment.toml"),
        ('# %% language="en"\nx = 1\n', "'en' (language) means nothing here"),
        ("# %% given\nx = 1\n", "'given' (title) means nothing here"),
        ("# %% [raw]\n# x\n", "raw cells mean nothing here"),
        (
            "# %%\n## BEGIN SOLUTION\nx = 1\n## END SOLUTION\n",
            "'## BEGIN SOLUTION' would be shown to students; the markers are ### BEGIN SOLUTION",
        ),
        (
            "# %%\n### BEGIN HIDDEN TESTS\nx = 1\n### END HIDDEN TESTS\n",
            "would be shown to students; hidden tests belong in hidden/",
        ),
    ],
)
def test_mistakes_in_a_cell_are_named(make_course, cell, message):
    """The third cell is wrong, and the message says so."""
    found = mistakes(make_course, PROSE + SOLUTION + "\n\n" + cell)

    assert "double.py, cell 3: " in found
    assert message in found


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        (SOLUTION.replace("# %%", '# %% lang="en"'), "belongs to every language"),
        (SOLUTION.replace("# %%", '# %% tags=["given"]'), "either given, or public, or holds"),
        (
            SOLUTION.replace("    ### BEGIN", "    pass  ### BEGIN"),
            "### BEGIN SOLUTION has to stand on a line of its own",
        ),
        (
            SOLUTION.replace("    ### END SOLUTION", "### END SOLUTION"),
            "have to be indented alike",
        ),
        (
            GAP_IN_BRACKETS,
            "the stub does not parse without the solution",
        ),
    ],
)
def test_mistakes_in_the_solution_cell_are_named(make_course, cell, message):
    """The region has to leave a stub that is a program."""
    found = mistakes(make_course, PROSE + cell)

    assert "double.py, cell 2: " in found
    assert message in found


def test_declared_language_without_prose_is_named(make_course):
    """Students would get a notebook without a word in it."""
    source = PROSE.replace("[markdown]", '[markdown] lang="en"') + SOLUTION

    assert "double.py: there is no prose in 'zh'" in mistakes(make_course, source)


def test_prose_without_a_language_is_for_all(make_course):
    """A formula needs no translation."""
    assert len(build_assignment(make_course(PROSE + SOLUTION)).written) == 3


def test_source_without_a_solution_is_named(make_course):
    """There is nothing for students to write."""
    assert "0 cells have a solution region" in mistakes(make_course, PROSE + "# %%\nx = 1\n")


def test_region_that_is_not_closed_is_named(make_course):
    """Half a region would show the other half."""
    source = PROSE + SOLUTION.replace("    ### END SOLUTION\n", "")

    assert "a solution region is not closed" in mistakes(make_course, source)


def test_solution_of_another_function_is_named(make_course):
    """The stub would ask for something that is never called."""
    source = PROSE + SOLUTION.replace("double", "dubble")

    assert "does not define a function named double" in mistakes(make_course, source)


def test_all_mistakes_are_reported_at_once(make_course):
    """Nobody wants to mend a course one message at a time."""
    source = PROSE + SOLUTION + '\n\n# %% tags=["a"]\nx = 1\n\n# %% lang="fr"\nx = 2\n'

    found = mistakes(make_course, source)

    assert "cell 3: there is no tag 'a'" in found
    assert "cell 4: its language 'fr'" in found


def test_layout_that_jupytext_notes_is_no_mistake(make_course):
    """Strings as prose and blank lines between cells are matters of taste."""
    source = (
        '# %% [markdown]\n"""\nDouble.\n"""\n# %% tags=["given"]\ny = 1\n' + "\n\n\n" + SOLUTION
    )

    assert len(build_assignment(make_course(source)).written) == 3
