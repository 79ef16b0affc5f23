"""What a student learns from ``grader check``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from grader.check import Checked
from grader.errors import UsageError
from grader.outcome import Outcome, Status, TestResult
from grader.report.translations import Translator
from tests.check.conftest import LINREG, ROOT, SGD, cell_of, code, document, number_of

Write = Callable[..., Path]
RunCheck = Callable[..., Checked]


def rows(checked: Checked, exercise: int = 0) -> tuple[TestResult, ...]:
    return checked.result.exercises[exercise].tests


def outcomes(checked: Checked, exercise: int = 0) -> list[Outcome]:
    return [row.outcome for row in rows(checked, exercise)]


def said(row: TestResult) -> str:
    assert row.failure is not None
    return " ".join(message.english() for message in row.failure.messages)


def notes(checked: Checked, exercise: int = 0) -> str:
    return " ".join(note.english() for note in checked.result.exercises[exercise].notes)


def test_a_right_function_passes_all_checks(write: Write, run_check: RunCheck) -> None:
    """Every assert is a row of its own, and the page says that this is not the grade."""
    checked = run_check(write(document("sgd", SGD)))
    assert outcomes(checked) == [Outcome.PASSED] * 4
    assert checked.all_passed
    page = checked.page.read_text("utf-8")
    assert checked.page.name == "sgd.check.html"
    assert "All public checks passed." in page
    assert "does not mean full marks" in page
    assert "points" not in page


def test_a_failed_check_says_where_and_the_next_one_is_run(
    write: Write, run_check: RunCheck
) -> None:
    """A gradient that is not reset fails that assert alone, with its message, cell and line."""
    notebook = document("sgd", SGD.replace("            param.grad.zero_()\n", ""))
    cell = cell_of(notebook, "sgd-check-1")
    checked = run_check(write(notebook))
    assert outcomes(checked) == [*[Outcome.PASSED] * 3, Outcome.FAILED]
    last = rows(checked)[-1]
    assert said(last) == "the gradient was not reset"
    assert last.failure is not None
    [frame] = last.failure.frames
    assert (frame.file, frame.cell, frame.line) == ("sgd.ipynb", number_of(notebook, cell), 7)
    assert not checked.all_passed


def test_a_cell_does_not_say_that_all_is_fine_when_it_is_not(
    write: Write, run_check: RunCheck
) -> None:
    """What the cell prints at its end is left out when an assert before it has failed."""
    wrong = SGD.replace("/ batch_size\n", "\n") + "    print('stepping')\n"
    checked = run_check(write(document("sgd", wrong)))
    printed = "".join(row.printed for row in rows(checked))
    assert "stepping" in printed
    assert "fine so far" not in printed


def test_an_error_is_shown_in_the_students_lines(write: Write, run_check: RunCheck) -> None:
    """The traceback leads from the check to the line in the function; what follows waits."""
    notebook = document("sgd", "def sgd(params, lr, batch_size):\n    return params[7]\n")
    checked = run_check(write(notebook))
    assert outcomes(checked) == [
        Outcome.PASSED,
        Outcome.RAISED,
        Outcome.NOT_CHECKED,
        Outcome.NOT_CHECKED,
    ]
    failure = rows(checked)[1].failure
    assert failure is not None
    assert failure.frames[-1].source.strip() == "return params[7]"
    assert "IndexError" in said(rows(checked)[1])


def test_what_grading_leaves_out_is_not_there(write: Write, run_check: RunCheck) -> None:
    """A function that works in the notebook by a loop at top level does not work here."""
    notebook = document("linreg", "def linreg(X, w, b):\n    return X @ w + zero + b\n")
    notebook["cells"].insert(1, code("for zero in [0.0]:\n    pass"))
    checked = run_check(write(notebook, "linreg.ipynb"))
    assert outcomes(checked)[:2] == [Outcome.PASSED, Outcome.RAISED]
    assert "NameError" in said(rows(checked)[1])


def test_the_checks_own_names_are_none_of_the_functions(write: Write, run_check: RunCheck) -> None:
    """A function that uses the ``w`` of the notebook instead of its parameter does not pass."""
    notebook = document("linreg", "def linreg(X, weights, b):\n    return X @ w + b\n")
    assert not run_check(write(notebook, "linreg.ipynb")).all_passed


def test_a_misspelt_name_is_taken_with_a_note(write: Write, run_check: RunCheck) -> None:
    """As in grading: the checks pass, and the note says what to rename."""
    checked = run_check(write(document("sgd", SGD.replace("def sgd", "def SGD"))))
    assert checked.all_passed
    assert "rename it" in notes(checked)


def test_a_missing_function_is_said_once(write: Write, run_check: RunCheck) -> None:
    """A method is no function: the note says where it was seen, and nothing else is run."""
    method = "class A:\n    def sgd(self, params, lr, batch_size):\n        pass\n"
    checked = run_check(write(document("sgd", method)))
    assert outcomes(checked) == [Outcome.MISSING]
    assert "is a method of the class `A`" in notes(checked)
    assert "was not found" not in notes(checked)
    assert "was not found" in said(rows(checked)[0])


def test_what_is_forbidden_is_said(write: Write, run_check: RunCheck) -> None:
    """The rule of the exercise is known without the course."""
    source = (
        "def sgd(params, lr, batch_size):\n    torch.optim.SGD(params, lr=lr / batch_size).step()\n"
    )
    checked = run_check(write(document("sgd", source)))
    assert outcomes(checked) == [Outcome.FAILED]
    assert "torch.optim" in said(rows(checked)[0])


def test_an_endless_loop_is_stopped_and_the_others_are_checked(
    write: Write, run_check: RunCheck
) -> None:
    """Time runs out for one check; another exercise is checked in a fresh process."""
    endless = write(document("linreg", "def linreg(X, w, b):\n    while True: pass\n"), "a.ipynb")
    checked = run_check(endless, write(document("sgd", SGD)), seconds=1)
    assert outcomes(checked, 0)[1:3] == [Outcome.TIMED_OUT, Outcome.NOT_CHECKED]
    assert set(outcomes(checked, 1)) == {Outcome.PASSED}


def test_a_program_that_ends_is_said_to_have_ended(write: Write, run_check: RunCheck) -> None:
    """``os._exit`` in a function is no success."""
    source = "import os\ndef sgd(params, lr, batch_size):\n    os._exit(0)\n"
    checked = run_check(write(document("sgd", source)))
    assert outcomes(checked)[1] is Outcome.CRASHED
    assert not checked.all_passed


def test_a_cell_that_does_not_parse_is_noted(write: Write, run_check: RunCheck) -> None:
    """It is left out, as in grading, and the function is checked."""
    notebook = document("sgd", SGD)
    notebook["cells"].append(code("for x in"))
    checked = run_check(write(notebook))
    assert "does not parse" in notes(checked)
    assert checked.all_passed


def test_provided_functions_stand_over_the_students_own(write: Write, run_check: RunCheck) -> None:
    """The training loop is checked with the stub's ``sgd``, and a note says so."""
    source = (
        "def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):\n"
        "    losses = []\n"
        "    for _ in range(num_epochs):\n"
        "        for X, y in data_iter(batch_size, features, labels):\n"
        "            loss(net(X, w, b), y).sum().backward()\n"
        "            sgd([w, b], lr, batch_size)\n"
        "        losses.append(float(loss(net(features, w, b), labels).mean()))\n"
        "    return losses\n"
    )
    notebook = document("train", source)
    notebook["cells"].append(code("def sgd(params, lr, batch_size):\n    raise ValueError\n"))
    checked = run_check(write(notebook, "train.ipynb"))
    assert checked.all_passed
    assert "`sgd` is provided by the exercise" in notes(checked)


def test_an_untouched_stub_is_said_to_be_unwritten(write: Write, run_check: RunCheck) -> None:
    """Not a bare NotImplementedError."""
    checked = run_check(write(document("sgd")))
    assert "not written yet" in said(rows(checked)[1])


def test_checks_that_were_deleted_are_missed(write: Write, run_check: RunCheck) -> None:
    """Without its checks a notebook does not pass."""
    notebook = document("sgd", SGD)
    notebook["cells"].remove(cell_of(notebook, "sgd-check-1"))
    checked = run_check(write(notebook))
    assert not checked.all_passed
    assert "0 of 1 are here" in notes(checked)


def test_the_courses_stub_has_the_last_word(write: Write, run_check: RunCheck) -> None:
    """A check that the student has made easier counts alone, and not where the course is."""
    notebook = document("linreg", LINREG.replace("+ b", "+ b + 1"))
    cell_of(notebook, "linreg-check-1")["source"] = "assert True"
    path = write(notebook, "linreg.ipynb")
    assert run_check(path).all_passed
    checked = run_check(path, course=ROOT)
    assert not checked.all_passed
    failed = next(row for row in rows(checked) if row.outcome is Outcome.FAILED)
    assert failed.failure is not None
    assert failed.failure.frames[0].file == "en/linreg.ipynb (course)"


def test_with_a_course_a_notebook_need_not_say_what_it_is(
    write: Write, run_check: RunCheck
) -> None:
    """Only the exercises of which something is there are checked."""
    notebook = {"cells": [code(LINREG)], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    checked = run_check(write(notebook, "work.ipynb"), course=ROOT, assignment="linear_regression")
    assert [exercise.exercise for exercise in checked.result.exercises] == ["linreg"]
    assert checked.all_passed


def test_several_exercises_in_one_notebook(write: Write, run_check: RunCheck) -> None:
    """Cells that were copied from another stub bring their checks with them."""
    notebook = document("sgd", SGD)
    notebook["cells"] += document("linreg", LINREG)["cells"]
    checked = run_check(write(notebook))
    assert [exercise.exercise for exercise in checked.result.exercises] == ["linreg", "sgd"]
    assert checked.all_passed


def test_a_folder_is_checked_whole(write: Write, run_check: RunCheck) -> None:
    """All notebooks of a folder, and a file that says nothing of itself is named."""
    write(document("linreg", LINREG), "linreg.ipynb")
    write({"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, "notes.ipynb")
    folder = write(document("sgd", SGD)).parent
    checked = run_check(folder)
    assert [exercise.exercise for exercise in checked.result.exercises] == ["linreg", "sgd"]
    assert [note.values["file"] for note in checked.result.notes] == ["notes.ipynb"]


def test_a_damaged_notebook_does_not_pass(write: Write, run_check: RunCheck) -> None:
    """Conflict markers of git are named, and the other notebook is checked."""
    broken = write(document("linreg", LINREG), "linreg.ipynb")
    broken.write_text("<<<<<<< HEAD\n" + broken.read_text("utf-8"), encoding="utf-8")
    checked = run_check(broken, write(document("sgd", SGD)))
    assert checked.result.exercises[1].status is Status.UNREADABLE
    assert "Was it merged by git" in notes(checked, 1)
    assert not checked.all_passed


@pytest.mark.parametrize(
    "mark",
    [
        None,
        [],
        {"assignment": "linear_regression", "exercise": "sgd", "language": "en"},
        {"assignment": "../../etc", "exercise": "sgd", "language": "en"},
    ],
)
def test_a_notebook_that_says_nothing_is_refused_with_advice(write: Write, mark: Any) -> None:
    """A stub of an older version, or no stub at all: the message says what to do."""
    from grader.check.work import find_work

    notebook = document("sgd", SGD)
    notebook["metadata"]["grader"] = mark
    with pytest.raises(UsageError, match="says nothing") as caught:
        find_work([write(notebook)], None, None)
    assert "--course" in caught.value.hint


def test_two_assignments_are_not_mixed(write: Write, run_check: RunCheck) -> None:
    """Their functions could take each other's place."""
    other = document("linreg", LINREG)
    other["metadata"]["grader"]["assignment"] = "another"
    with pytest.raises(UsageError, match="several assignments"):
        run_check(write(document("sgd", SGD)), write(other, "linreg.ipynb"))


def test_nothing_else_is_overwritten(write: Write, run_check: RunCheck) -> None:
    """An earlier page is replaced, a file that is none of ours is left as it is."""
    path = write(document("sgd", SGD))
    assert run_check(path).page == run_check(path).page
    precious = path.with_name("precious.html")
    precious.write_text("mine")
    with pytest.raises(UsageError, match="left as it is"):
        run_check(path, output=precious)
    assert precious.read_text() == "mine"


def test_a_chinese_notebook_gets_a_chinese_page(write: Write, run_check: RunCheck) -> None:
    """Page and titles speak the notebook's language; ``--lang`` overrules it for grader's texts."""
    path = write(document("sgd", SGD, language="zh"))
    page = run_check(path).page.read_text("utf-8")
    assert "公开检查全部通过" in page
    assert "优化算法" in page
    assert "All public checks passed." in run_check(path, language="en").page.read_text("utf-8")
    assert Translator("zh").gettext("checks passed") == "通过的检查"


def test_hostile_text_stays_text(write: Write, run_check: RunCheck) -> None:
    """Markup in titles, names, code and messages is shown and not obeyed."""
    evil = "<script>alert(1)</script>\u202e"
    notebook = document(
        "sgd", f'def sgd(params, lr, batch_size):\n    raise ValueError("{evil}")\n'
    )
    told = notebook["metadata"]["grader"]
    told["title"] = told["exercises"][4]["title"] = evil
    cell_of(notebook, "sgd-check-1")["source"] = f'assert sgd([], 1, 1) == "{evil}", "{evil}"'
    page = run_check(write(notebook)).page.read_text("utf-8")
    assert "<script>" not in page
    assert "\u202e" not in page
    assert "&lt;script&gt;" in page
