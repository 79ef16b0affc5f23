"""Results as they come: put together from new and earlier gradings, scored, and recorded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from grader.batch.examiners import Graded
from grader.batch.plan import Item, Plan, read_hashes
from grader.course import Assignment
from grader.errors import GradebookError
from grader.exam.scoring import assemble, not_graded_exercise, not_graded_submission, rescore
from grader.grade import Standing
from grader.gradebook import Gradebook
from grader.gradebook.results import ResultState
from grader.outcome import (
    ExerciseResult,
    Failure,
    Status,
    SubmissionResult,
    TestResult,
    Text,
    text,
)

_NOT_ASKED = text("This run was asked for other exercises; this one was not graded yet.")
_CHANGED = text("The files changed while they were graded: run the same command again.")


@dataclass(frozen=True)
class Keeper:
    """Records the results of one run.

    A result that would change a grade that stands is only proposed. One that could not be graded
    never takes the place of one that was.
    """

    assignment: Assignment
    plan: Plan
    gradebook: Gradebook
    run_id: str
    past_due: bool
    standings: Mapping[int, Standing]

    def keep(self, item: Item, graded: Graded) -> SubmissionResult:
        """Record what came of grading an item. What can't be kept (a full disk, say) counts as not
        graded, so that the next run does it again."""
        files, whole = read_hashes(graded.contents)
        if whole != item.digest:
            return self._not_kept(item, _CHANGED)
        new = {
            exercise.exercise: exercise
            for exercise in graded.result.exercises
            if exercise.exercise in item.to_grade
        }
        keys = {
            name: "" if exercise.status is Status.NOT_GRADED else item.to_grade[name]
            for name, exercise in new.items()
        }
        return self._record(item, replace(graded.result, files=files), new, keys)

    def score_again(self, item: Item) -> SubmissionResult:
        """Record a result of earlier gradings alone."""
        some = next(iter(item.as_it_was.values()), None)
        paper = self.gradebook.results.paper_with(some) if some is not None else None
        if paper is None:
            paper = not_graded_submission("", self.assignment, _NOT_ASKED)
        return self._record(item, paper, {}, {})

    def _record(
        self,
        item: Item,
        paper: SubmissionResult,
        new: Mapping[str, ExerciseResult],
        keys: Mapping[str, str],
    ) -> SubmissionResult:
        try:
            parts = dict(new)
            made_of: dict[str, int | str] = dict(keys)
            gradings = self.gradebook.results.gradings(item.as_it_was.values())
            for name, grading in item.as_it_was.items():
                parts[name] = gradings[grading]
                made_of[name] = grading
            result = self._assembled(item, paper, parts)
            self.gradebook.results.record(
                self.run_id,
                item.attempt,
                result,
                made_of={e.name: made_of.get(e.name, "") for e in self.assignment.exercises},
                scoring=self.plan.scoring,
                light=light(result),
                state=self._state(item, result),
            )
        except GradebookError as error:
            reason = text("The result could not be kept: {reason}", reason=str(error)[:300])
            return self._not_kept(item, reason)
        return result

    def _assembled(
        self, item: Item, paper: SubmissionResult, parts: Mapping[str, ExerciseResult]
    ) -> SubmissionResult:
        keeps_points = self.assignment.disagreement_keeps_points
        exercises = [
            rescore(
                parts[exercise.name], exercise, keeps_points=keeps_points, past_due=self.past_due
            )
            if exercise.name in parts
            else not_graded_exercise(exercise, _NOT_ASKED)
            for exercise in self.assignment.exercises
        ]
        paper = replace(paper, student=item.students[0])
        return assemble(paper, self.assignment, exercises)

    def _state(self, item: Item, result: SubmissionResult) -> ResultState:
        standing = self.standings.get(item.attempt)
        if standing is None or standing.score is None:
            return "current"
        if result.score is None:
            return "dropped"
        before = {e.exercise: (e.status, e.score, e.max_score) for e in standing.exercises}
        after = {e.exercise: (e.status, e.score, e.max_score) for e in result.exercises}
        return "current" if before == after else "proposed"

    def _not_kept(self, item: Item, reason: Text) -> SubmissionResult:
        return not_graded_submission(item.students[0], self.assignment, reason)


def light(result: SubmissionResult) -> SubmissionResult:
    """What the class page and results.json need: a large class stays small in memory. Without
    times, most tests of most students are equal, and ``Results.light`` shares them."""
    return replace(result, exercises=tuple(map(_light_exercise, result.exercises)))


def _light_exercise(exercise: ExerciseResult) -> ExerciseResult:
    return replace(exercise, cells=(), tests=tuple(map(_light_test, exercise.tests)))


def _light_test(test: TestResult) -> TestResult:
    failure = test.failure
    if failure is not None:
        failure = Failure(messages=failure.messages, internal=failure.internal)
    return replace(
        test,
        charts=(),
        hints=(),
        printed="",
        replay=None,
        failure=failure,
        cpu_seconds=0.0,
        seconds=0.0,
    )
