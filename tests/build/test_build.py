"""Which files a build writes, and what ``--check`` finds."""

from __future__ import annotations

import pytest

from grader.build import build_assignment, check_assignment, write_solutions
from grader.errors import BuildError, CourseError, OutdatedError

BUILT = [
    "assignments/sums/en/double.ipynb",
    "assignments/sums/zh/double.ipynb",
    "solutions/sums/locale/zh/LC_MESSAGES/messages.mo",
]


def relative(paths, assignment) -> list[str]:
    return [path.relative_to(assignment.course).as_posix() for path in paths]


def files(folder) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def outdated(assignment) -> str:
    with pytest.raises(OutdatedError) as caught:
        check_assignment(assignment)
    return str(caught.value)


def test_build_writes_stubs_and_translations(make_course):
    """A stub for each language, and the compiled translations."""
    assignment = make_course()

    report = build_assignment(assignment)

    assert relative(report.written, assignment) == BUILT
    assert all(path.is_file() for path in report.written)
    assert () == report.unchanged == report.leftover


def test_built_notebooks_end_in_a_newline(make_course):
    """As every text file under version control should."""
    report = build_assignment(make_course())

    assert report.written[0].read_bytes().endswith(b"}\n")


def test_second_build_writes_nothing(make_course):
    """The same sources give the same bytes, and files that are right are not touched."""
    assignment = make_course()
    before = [path.stat().st_mtime_ns for path in build_assignment(assignment).written]

    report = build_assignment(assignment)

    assert report.written == ()
    assert relative(report.unchanged, assignment) == BUILT
    assert before == [path.stat().st_mtime_ns for path in report.unchanged]


def test_only_what_changed_is_written(make_course):
    """A changed Chinese sentence concerns the Chinese notebook alone."""
    assignment = make_course()
    build_assignment(assignment)
    source = assignment.source(assignment.exercises[0])
    source.write_text(source.read_text("utf-8").replace("两倍", "加倍"), encoding="utf-8")

    assert BUILT[1:2] == relative(build_assignment(assignment).written, assignment)


def test_stub_that_was_edited_by_hand_is_built_again(make_course):
    """Stubs are built: their source is the place for changes."""
    assignment = make_course()
    stub = build_assignment(assignment).written[0]
    right = stub.read_bytes()
    stub.write_bytes(right + b"\n")

    assert (stub,) == build_assignment(assignment).written
    assert right == stub.read_bytes()


def test_dry_run_writes_nothing(make_course):
    """It says what would be written."""
    assignment = make_course()
    before = files(assignment.course)

    report = build_assignment(assignment, dry_run=True)

    assert relative(report.written, assignment) == BUILT
    assert before == files(assignment.course)


def test_no_traces_of_writing_stay(make_course):
    """Files are written beside and moved: nothing but the result remains."""
    assignment = make_course()
    before = files(assignment.course)

    build_assignment(assignment)

    assert {*before, *BUILT} == set(files(assignment.course))


def test_mistake_in_a_source_leaves_all_files_as_they_are(make_course):
    """A build is planned as a whole before the first file is written."""
    assignment = make_course()
    assignment.source(assignment.exercises[0]).write_text("# %%\nx = 1\n")

    with pytest.raises(CourseError):
        build_assignment(assignment)
    assert not assignment.stubs.exists()


def test_file_that_cannot_be_written_is_named(make_course):
    """A file in the place of a folder is an error that says where."""
    assignment = make_course()
    assignment.stubs.mkdir()
    (assignment.stubs / "en").write_text("in the way")

    with pytest.raises(BuildError, match=r"en.double\.ipynb: cannot be"):
        build_assignment(assignment)


def test_folder_in_the_place_of_a_notebook_is_named(make_course):
    """What is no file can't be compared or replaced."""
    assignment = make_course()
    (assignment.stubs / "en" / "double.ipynb").mkdir(parents=True)

    with pytest.raises(BuildError, match=r"double\.ipynb: cannot be read"):
        build_assignment(assignment)


def test_writing_that_fails_is_named_and_leaves_the_old_file(make_course):
    """A full disk or a missing right to write: the file is as it was, and the message names it."""
    assignment = make_course()
    stub = build_assignment(assignment).written[0]
    stub.write_text("old")
    stub.with_name(".double.ipynb.partial").mkdir()

    with pytest.raises(BuildError, match=r"double\.ipynb: cannot be written"):
        build_assignment(assignment)
    assert stub.read_text() == "old"


def test_check_is_content_after_a_build(make_course):
    """What was just built is up to date."""
    assignment = make_course()
    build_assignment(assignment)

    check_assignment(assignment)


def test_check_lists_missing_files(make_course):
    """Every missing file is named, none is written."""
    assignment = make_course()

    message = outdated(assignment)

    assert all(f"{name}: missing" in message for name in BUILT)
    assert not assignment.stubs.exists()


@pytest.mark.parametrize("name", BUILT)
def test_check_names_a_file_that_differs(make_course, name):
    """One changed byte is enough, and only that file is named."""
    assignment = make_course()
    build_assignment(assignment)
    path = assignment.course / name
    path.write_bytes(path.read_bytes() + b" ")

    message = outdated(assignment)

    assert f"{name}: differs" in message
    assert message.count("  - ") == 1


@pytest.mark.parametrize(
    "name",
    [
        "assignments/sums/en/halve.ipynb",
        "assignments/sums/fr/double.ipynb",
        "assignments/sums/double.ipynb",
        "solutions/sums/locale/fr/LC_MESSAGES/messages.mo",
    ],
)
def test_files_from_no_source_are_reported_and_kept(make_course, name):
    """A renamed exercise leaves a notebook behind: check fails, but nothing is deleted."""
    assignment = make_course()
    build_assignment(assignment)
    path = assignment.course / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("old")

    assert f"{name}: left over" in outdated(assignment)
    assert [name] == relative(build_assignment(assignment).leftover, assignment)
    assert path.read_text() == "old"


def test_checkpoints_are_not_left_over(make_course):
    """Jupyter's own copies are nobody's mistake."""
    assignment = make_course()
    stub = build_assignment(assignment).written[0]
    copy = stub.parent / ".ipynb_checkpoints" / "double-checkpoint.ipynb"
    copy.parent.mkdir()
    copy.write_bytes(stub.read_bytes())

    check_assignment(assignment)


def test_outdated_notebooks_are_a_finding_and_no_usage_error():
    """A script can tell an outdated notebook (1) from a broken course (2)."""
    assert (OutdatedError.exit_code, CourseError.exit_code) == (1, 2)


def test_solutions_go_to_a_folder_of_their_own(make_course, tmp_path):
    """Solved notebooks for every language, and not a byte in the course."""
    assignment = make_course()
    before = files(assignment.course)

    report = write_solutions(assignment, tmp_path / "solved")

    expected = [tmp_path / "solved" / language / "double.ipynb" for language in ("en", "zh")]
    assert tuple(expected) == report.written
    assert b"twice = 2 * x" in expected[0].read_bytes()
    assert before == files(assignment.course)


@pytest.mark.parametrize("place", ["assignments", "assignments/sums", "assignments/sums/en/x"])
def test_solutions_never_go_where_students_look(make_course, place):
    """A slip of the keyboard must not hand the solutions out."""
    assignment = make_course()

    with pytest.raises(BuildError, match="no place for solutions"):
        write_solutions(assignment, assignment.course / place)
    assert files(assignment.course / "assignments") == {}
