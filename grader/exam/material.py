"""What an examiner needs of an assignment: references, public code, limits, what to look for."""

from __future__ import annotations

import ast
import types
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from grader.course import Assignment, Exercise
from grader.errors import ExamError
from grader.exam.papers import ExerciseSpec
from grader.sandbox.launcher import CandidateLimits
from grader.source import ExerciseSource, read_source
from grader.wire.definitions import definition_digest


@dataclass(frozen=True)
class Material:
    """One assignment, ready to be examined. Holds secrets: never leaves the trusted side."""

    assignment: Assignment
    sources: Mapping[str, ExerciseSource]

    @classmethod
    def load(cls, assignment: Assignment) -> Material:
        """Read all sources. Raises CourseError."""
        sources = {e.name: read_source(assignment.source(e)) for e in assignment.exercises}
        return cls(assignment, sources)

    def specs(self) -> list[ExerciseSpec]:
        """What candidates are told: public facts only."""
        given = sorted({d for source in self.sources.values() for d in _definitions(source.given)})
        functions = [exercise.function for exercise in self.assignment.exercises]
        return [self._spec(exercise, given, functions) for exercise in self.assignment.exercises]

    def _spec(
        self, exercise: Exercise, given: Sequence[str], functions: Sequence[str]
    ) -> ExerciseSpec:
        plain: dict[str, Any] = {
            "exercise": exercise.name,
            "function": exercise.function,
            "parameters": self.sources[exercise.name].required_parameters(exercise.function),
            "also_named": list(exercise.also_named),
            "provided": list(exercise.provided),
            "forbid": list(exercise.forbid),
            "given": list(given),
            "others": [name for name in functions if name != exercise.function],
        }
        return ExerciseSpec(exercise.name, plain, self.provided_source(exercise.name))

    def provided_source(self, exercise: str) -> str | None:
        """The public code that is set into the student's program, where there is any."""
        path = self.assignment.instructors / "provided" / f"{exercise}.py"
        return path.read_text(encoding="utf-8") if path.is_file() else None

    def provided_module(self, exercise: str) -> types.ModuleType:
        """That code, run in this process; an empty module where there is none."""
        module = types.ModuleType(f"provided_{exercise}")
        exec(compile(self.provided_source(exercise) or "", module.__name__, "exec"), vars(module))
        return module

    def reference_files(self) -> dict[str, bytes]:
        """The reference solutions as a submission of their own, for the control run."""
        return {f"{name}.py": source.reference.encode() for name, source in self.sources.items()}

    def reference(self, exercise: str) -> types.ModuleType:
        """The reference program of an exercise, run in this process.

        Raises:
            ExamError: it raises.
        """
        source = self.sources[exercise]
        module = types.ModuleType(f"reference_{exercise}")
        try:
            exec(compile(source.reference, str(source.path), "exec"), module.__dict__)
        except Exception as error:  # the author's code may raise anything
            raise ExamError(
                f"{source.path}: the reference raises {type(error).__name__}: {error}",
                hint="Run the solved notebook: grader build --solutions FOLDER.",
            ) from error
        return module

    def limits(self) -> CandidateLimits:
        limits = self.assignment.limits
        return CandidateLimits(
            cpu_seconds=limits.cpu_seconds,
            wall_seconds=limits.wall_seconds,
            life_cpu_seconds=limits.submission_seconds,
            memory_bytes=limits.memory_mb << 20,
            output_bytes=limits.output_kb << 10,
        )


def _definitions(source: str) -> list[str]:
    return [
        definition_digest(node)
        for node in ast.parse(source).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
    ]
