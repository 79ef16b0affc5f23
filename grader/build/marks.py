"""What each stub says of itself (``grader.stub``), made from the assignment and its sources."""

from __future__ import annotations

from collections.abc import Mapping

from grader.build.translations import translations
from grader.course import Assignment, Exercise
from grader.source import CellKind, ExerciseSource
from grader.stub import ExerciseMark, StubMark, definitions


def stub_marks(
    assignment: Assignment, sources: Mapping[str, ExerciseSource]
) -> Mapping[tuple[str, str], StubMark]:
    """The mark of each stub, by language and exercise.

    Args:
        assignment: the assignment.
        sources: all its sources, by exercise.

    Raises:
        CourseError: a source does not define its function.
        BuildError: a translation can't be read.
    """
    found = {}
    for language in assignment.languages:
        said = _titles(assignment, language)
        exercises = tuple(
            _mark(exercise, sources[exercise.name], language, said)
            for exercise in assignment.exercises
        )
        for exercise in exercises:
            found[language, exercise.name] = StubMark(
                assignment=assignment.name,
                language=language,
                exercise=exercise.name,
                title=said.get(assignment.title, assignment.title),
                exercises=exercises,
            )
    return found


def _titles(assignment: Assignment, language: str) -> Mapping[str, str]:
    path = assignment.locale / language / "LC_MESSAGES" / "messages.po"
    return translations(path) if path.is_file() else {}


def _mark(
    exercise: Exercise, source: ExerciseSource, language: str, said: Mapping[str, str]
) -> ExerciseMark:
    given = [node.name for node in definitions(source.given)]
    checks = [cell for cell in source.cells if cell.kind is CellKind.PUBLIC]
    return ExerciseMark(
        name=exercise.name,
        title=said.get(exercise.title, exercise.title),
        function=exercise.function,
        parameters=source.required_parameters(exercise.function),
        checks=sum(cell.language in (None, language) for cell in checks),
        also_named=exercise.also_named,
        # Grading has its own code for these; here it is what the stub shows.
        provided=tuple(name for name in exercise.provided if name in given),
        forbid=exercise.forbid,
        given=source.given.strip("\n") if given else "",
    )
