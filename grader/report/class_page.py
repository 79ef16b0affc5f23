"""The overview of the class, for instructors alone: is anything broken, how did the class do, what
was not understood, whom to look at.

What is counted comes from ``class_figures`` and ``attention``; this module puts it together, and
makes the rows of the table of all students.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from grader.course import Assignment
from grader.grade import Grade, State
from grader.outcome import ExerciseResult, Run, Status, SubmissionResult, Text, text
from grader.report import class_figures as figures
from grader.report import distribution as spread
from grader.report.attention import NOT_GRADED, Group, Kind, attention
from grader.report.pages import render
from grader.report.people import Directory, Link, People, Spot
from grader.report.translations import Translator
from grader.report.words import STATUSES, Word, points
from grader.sandbox.provider import gaps
from grader.visible import visible


@dataclass(frozen=True)
class Fact:
    """Something counted, with the place on the page that tells more; 0 is good news."""

    label: Text
    count: int
    anchor: str


@dataclass(frozen=True)
class Choice:
    """What the table of students can be cut down to."""

    mark: str
    label: str
    count: int


@dataclass(frozen=True)
class Choices:
    """Choices of one sort, under a heading."""

    heading: Text
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Cell:
    """A cell of the table of students: what it shows, its tone, and the number that it is sorted
    by where it shows something else; "" comes last."""

    shown: str
    tone: str = ""
    key: str | None = None


@dataclass(frozen=True)
class Row:
    """A student in the table. ``key`` sorts by how grave the ``reasons`` to look are; ``marks`` are
    those of the lists that the student is on."""

    name: str
    address: str | None
    further: Sequence[Link]
    cells: tuple[Cell, ...]
    reasons: str
    key: str
    marks: str


def class_page(
    assignment: Assignment,
    results: Sequence[SubmissionResult],
    run: Run,
    translator: Translator,
    *,
    links: Mapping[str, str],
    problems: Mapping[str, Sequence[str]],
    unmatched: Sequence[str] = (),
    remarks: Sequence[str] = (),
    further: Mapping[str, Sequence[Link]] | None = None,
    grades: Mapping[str, Grade] | None = None,
) -> str:
    """The page as HTML.

    Args:
        assignment: the assignment.
        results: of all students, sorted by name.
        run: the finished run.
        translator: speaks the page's language.
        links: the addresses of the students' pages, by student.
        problems: what is wrong with the hidden tests, by exercise.
        unmatched: what lay among the submissions and is none.
        remarks: what was noticed about the submissions, such as the same bytes twice; in English.
        grades: what the gradebook makes of the results, by student; where that is another score
            than the result's, the table has a column for it.
        further: more pages of a student, by student; in the table they have a column of their own.

    Raises:
        CourseError: the course's misconceptions can't be read.
    """
    directory = Directory(assignment, links, further or {})
    grades = _telling(grades or {}, results)
    states = _states(results, directory, translator)
    groups = attention(results, directory)
    look = _look(groups, directory, translator)
    mistakes = figures.mistakes(assignment, results, directory, translator.language)
    unexplained = figures.unexplained(results, directory)
    tests = figures.test_rows(assignment, results, directory)
    totals = [result.score for result in results if result.score is not None]
    return render(
        "class.html",
        translator,
        styles=("class.css",),
        script="class.js",
        assignment=assignment,
        run=run,
        problems=problems,
        unmatched=unmatched,
        remarks=remarks,
        facts=_facts(groups, problems, unmatched),
        groups=groups,
        count=len(results),
        mean=figures.mean(totals),
        full_marks=_count(states, "full"),
        absent=_count(states, "absent"),
        distribution=spread.distribution(totals, assignment.max_score),
        drawing=(spread.WIDTH, spread.HEIGHT),
        exercises=figures.exercise_rows(assignment, results),
        mistakes=mistakes,
        unexplained=unexplained,
        tests=tests,
        hardest=figures.hardest(tests),
        choices=_choices([look, *states], mistakes, tests, translator),
        rows=list(_rows(results, groups, directory, translator, grades)),
        graded=bool(grades),
        further=bool(further),
        gaps=list(gaps(run.sandbox, gpu="cuda" in run.devices)),
    )


_STATES: tuple[tuple[str, Text], ...] = (
    ("ungraded", text("not graded in full")),
    ("missing", text("something not handed in")),
    ("absent", text("nothing handed in")),
    ("half", text("less than half of the points")),
    ("full", text("full marks")),
)


def _states(
    results: Sequence[SubmissionResult], directory: Directory, translator: Translator
) -> list[Choice]:
    """How many students are in each state."""
    found = [(result.student, _state(result)) for result in results]
    return [
        Choice(
            mark,
            translator.text(label),
            directory.mark(mark, (student for student, marks in found if mark in marks)),
        )
        for mark, label in _STATES
    ]


def _state(result: SubmissionResult) -> set[str]:
    """The marks of all states that a submission is in."""
    absent = [exercise.status is Status.NOT_HANDED_IN for exercise in result.exercises]
    state = {"missing"} if any(absent) else set()
    state |= {"absent"} if all(absent) else set()
    if result.score is None:
        return state | {"ungraded"}
    state |= {"full"} if result.score >= result.max_score else set()
    return state | ({"half"} if result.score < result.max_score / 2 else set())


def _look(groups: Sequence[Group], directory: Directory, translator: Translator) -> Choice:
    """All who need a look, for whatever reason."""
    students = dict.fromkeys(student for group in groups for student in group.students)
    return Choice("look", translator.text(text("needs a look")), directory.mark("look", students))


def _count(choices: Sequence[Choice], mark: str) -> int:
    return next(choice.count for choice in choices if choice.mark == mark)


def _facts(
    groups: Sequence[Group], problems: Mapping[str, Sequence[str]], unmatched: Sequence[str]
) -> list[Fact]:
    """What may be broken, counted: ours first."""

    def students(kind: Kind) -> int:
        return len({name for group in groups if group.kind is kind for name in group.students})

    return [
        Fact(text("hidden tests broken"), sum(map(len, problems.values())), "broken"),
        Fact(text("submissions not graded in full"), students(Kind.OURS), "look"),
        Fact(text("submissions with nothing to read"), students(Kind.UNREADABLE), "look"),
        Fact(text("submissions that met a limit"), students(Kind.LIMIT), "look"),
        Fact(text("files passed over"), len(unmatched), "passed-over"),
    ]


def _choices(
    states: Sequence[Choice],
    mistakes: Sequence[figures.Mistake],
    tests: Sequence[figures.TestRow],
    translator: Translator,
) -> list[Choices]:
    """What the table can be cut down to; nothing that would leave it empty."""
    by_mistake = [_choice(item.people, item.exercise, item.name) for item in mistakes]
    by_test = [_choice(row.people, row.exercise, translator.text(row.sentence)) for row in tests]
    found = (
        (text("state"), states),
        (text("misconception"), by_mistake),
        (text("did not pass"), by_test),
    )
    return [
        Choices(heading, kept)
        for heading, choices in found
        if (kept := tuple(choice for choice in choices if choice.count))
    ]


def _choice(people: People, exercise: str, sentence: str) -> Choice:
    return Choice(people.mark, f"{exercise}: {sentence.replace('`', '')}", people.count)


def _rows(
    results: Sequence[SubmissionResult],
    groups: Sequence[Group],
    directory: Directory,
    translator: Translator,
    grades: Mapping[str, Grade],
) -> Iterator[Row]:
    """The table of all students. Words are translated once, not for each of thousands of cells."""
    words = {status: _shown(word, translator) for status, word in STATUSES.items()}
    words[Status.NOT_GRADED] = _shown(NOT_GRADED, translator)
    reasons = _reasons(groups, translator)
    nameless = translator.text(text("(no name)"))
    excused = translator.text(text("excused"))
    for result in results:
        found = reasons.get(result.student, {})
        cells = tuple(_cell(exercise, words) for exercise in result.exercises)
        person = directory.person(Spot(result.student))
        yield Row(
            visible(result.student).strip() or nameless,
            person.address,
            person.further,
            (*cells, _total(result.score), *_grade(grades, result.student, excused)),
            ", ".join(found),
            str(min(found.values())) if found else "",
            " ".join(directory.marks(result.student)),
        )


def _reasons(groups: Sequence[Group], translator: Translator) -> dict[str, dict[str, int]]:
    """For each student who needs a look: the words for the reasons, and how grave each is."""
    found: dict[str, dict[str, int]] = {}
    for group in groups:
        word = _shown(group.word, translator)
        for student in group.students:
            found.setdefault(student, {}).setdefault(word, int(group.kind))
    return found


def _shown(word: Word, translator: Translator) -> str:
    return f"{word.sign} {translator.text(word.word)}"


def _cell(result: ExerciseResult, words: Mapping[Status, str]) -> Cell:
    if result.status is not Status.GRADED:
        return Cell(words[result.status], STATUSES[result.status].tone, _key(result.score))
    if figures.has_full_marks(result):
        return Cell(f"{points(result.score)}\N{NO-BREAK SPACE}✓", "good", _key(result.score))
    return Cell(points(result.score))


def _telling(
    grades: Mapping[str, Grade], results: Sequence[SubmissionResult]
) -> Mapping[str, Grade]:
    """The grades, where any of them is another score than the result's; otherwise none."""
    differs = any(
        grade.score != result.score
        for result in results
        if (grade := grades.get(result.student)) is not None
    )
    return grades if differs else {}


def _grade(grades: Mapping[str, Grade], student: str, excused: str) -> Iterator[Cell]:
    if grades:
        grade = grades.get(student)
        if grade is not None and grade.state is State.EXCUSED:
            yield Cell(excused, "total", "")
        else:
            yield _total(None if grade is None else grade.score)


def _total(score: float | None) -> Cell:
    return Cell(points(score), "total", "" if score is None else None)


def _key(score: float | None) -> str:
    return "" if score is None else points(score)
