"""Pages from the gradebook: for each student the attempt that counts; only what has changed."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from grader.batch.fingerprint import digest, pages_digest
from grader.batch.plan import Item
from grader.course import Assignment
from grader.errors import ResultsError
from grader.grade import Grade, Standing
from grader.gradebook import Gradebook
from grader.outcome import ExerciseResult, Run, SubmissionResult, Text
from grader.report import ResultsFolder
from grader.report.translations import spoken
from grader.views.background import BackgroundViews

_CLASS = "index.html"


@dataclass
class Pages:
    """Writes the pages of one run.

    ``language`` None writes each student's page in that of the notebooks; ``views`` None makes no
    pages that show the notebooks.
    """

    assignment: Assignment
    folder: ResultsFolder
    gradebook: Gradebook
    language: str | None
    views: BackgroundViews | None
    moment: datetime.datetime
    _runs: dict[str, Run] = field(default_factory=dict)
    _views_asked: dict[str, str] = field(default_factory=dict)
    _begun: bool = False

    def ask_view(self, item: Item, result: SubmissionResult) -> None:
        """Have the views of the notebooks made beside the grading."""
        if self.views is None or not item.files:
            return
        language = self.language or spoken(result)
        for student in item.students:
            if not self._has_view_of(student, item):
                self._begin()
                self.folder.remove_view(student)
                self._views_asked[student] = self._view_key(item)
                page = self.folder.page_name(student)
                self.views.ask(student, item.submission, item.hashes, language, page)

    def write_students(self, grades: Sequence[Grade], items: Mapping[int, Item]) -> None:
        """Write the pages that are outdated.

        Args:
            grades: of the students whose pages belong to this run.
            items: this run's attempts, by id: their notebooks can be shown.

        Raises:
            ResultsError: pages can't be written.
        """
        for grade in grades:
            if grade.standing is None or grade.attempt is None:
                continue
            try:
                self._write_student(grade, items.get(grade.attempt.id))
            except OSError as error:
                raise ResultsError(
                    f"{self.folder.path}: pages could not be written ({error.strerror})",
                    hint="What could be kept is in the gradebook. Make room, or name another "
                    "folder with --output, and run the same command again.",
                ) from error

    def _write_student(self, grade: Grade, item: Item | None) -> None:
        assert grade.standing is not None
        student, standing = grade.student.name, grade.standing
        policy = self.assignment.feedback_at(self.moment)
        has_view = self.views is not None and (
            bool(item.files)
            if item is not None
            else self.folder.has_view(student) and student not in self._views_asked
        )
        key = digest(
            self._page,
            str(standing.result_id),
            policy,
            str(self.language),
            str(has_view),
            repr(grade),
        )
        name = f"student {student}"
        stands = self.folder.made.stands(name, key) and self.folder.has_pages(student)
        viewed = not has_view or item is None or self._has_view_of(student, item)
        if stands and viewed:
            self.folder.keep(student, has_view=has_view)
            return
        result = _titled(self.gradebook.results.whole(standing.result_id, student), self.assignment)
        if not viewed and item is not None:
            self.ask_view(item, result)
        self._begin()
        self.folder.write_student(
            self.assignment,
            result,
            self._run(standing.run_id),
            self.language,
            policy=policy,
            grade=grade,
            has_view=has_view,
        )
        self.folder.made.note(name, key)

    def write_class(
        self,
        grades: Sequence[Grade],
        others: Sequence[SubmissionResult],
        run: Run,
        *,
        problems: Mapping[str, Sequence[str]],
        unmatched: Sequence[str],
        remarks: Sequence[str],
    ) -> tuple[SubmissionResult, ...]:
        """Write the overview and ``results.json`` where they are outdated.

        Args:
            grades: of the students whose pages belong to this run.
            others: what could not be kept in the gradebook.
            run: this run, or the last one where nothing was to be done.
            problems: what is wrong with the hidden tests, by exercise.
            unmatched: what lay among the submissions and is none.
            remarks: what was noticed about the submissions.

        Returns:
            The results of all students, sorted by name: light ones, or no more than scores where
            the overview is as it was.
        """
        standing = {g.student.name: g.standing for g in grades if g.standing is not None}
        key = digest(
            self._page,
            run.id,
            str(self.language),
            repr(grades),
            repr(unmatched),
            repr(remarks),
            str(self.views is None),
        )
        if not others and self.folder.has_class and self.folder.made.stands(_CLASS, key):
            return tuple(_outline(student, item) for student, item in sorted(standing.items()))
        found = self.gradebook.results.light(item.result_id for item in standing.values())
        lost = {other.student for other in others}
        results = [
            replace(found[item.result_id], student=student)
            for student, item in standing.items()
            if student not in lost
        ]
        results = sorted([*results, *others], key=lambda result: result.student)
        self._begin()
        self.folder.write_class(
            self.assignment,
            results,
            run,
            self.language,
            grades={grade.student.name: grade for grade in grades},
            problems=problems,
            unmatched=unmatched,
            remarks=remarks,
        )
        self.folder.made.note(_CLASS, key)
        return tuple(results)

    def done(self) -> None:
        """All is written, views too where they could be made."""
        missing = self.views.missing if self.views is not None else set()
        for student, key in self._views_asked.items():
            if student not in missing and self.folder.has_view(student):
                self.folder.made.note(f"view {student}", key)
        if self._begun:
            self.folder.made.save()

    def _begin(self) -> None:
        if not self._begun:
            self.folder.made.begin()
            self._begun = True

    def _view_key(self, item: Item) -> str:
        return digest(self._page, item.digest, str(self.language))

    def _has_view_of(self, student: str, item: Item) -> bool:
        """Whether the view of just this is there, or is being made."""
        key = self._view_key(item)
        if self._views_asked.get(student) == key:
            return True
        return self.folder.made.stands(f"view {student}", key) and self.folder.has_view(student)

    def _run(self, run_id: str) -> Run:
        if run_id not in self._runs:
            self._runs[run_id] = self.gradebook.runs.get(run_id)
        return self._runs[run_id]

    @cached_property
    def _page(self) -> str:
        return pages_digest(self.assignment)


def _titled(result: SubmissionResult, assignment: Assignment) -> SubmissionResult:
    """The result with the titles of today."""
    titles = {exercise.name: Text(exercise.title) for exercise in assignment.exercises}
    exercises = tuple(
        replace(item, title=titles.get(item.exercise, item.title)) for item in result.exercises
    )
    return replace(result, exercises=exercises)


def _outline(student: str, standing: Standing) -> SubmissionResult:
    """A result as far as scores go."""
    exercises = tuple(
        ExerciseResult(item.exercise, Text(item.exercise), item.status, item.score, item.max_score)
        for item in standing.exercises
    )
    return SubmissionResult(student, standing.status, standing.score, standing.max_score, exercises)
