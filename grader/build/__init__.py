"""From an exercise's source to the notebooks that students receive and instructors read."""

from grader.build.build import BuildReport, build_assignment, check_assignment, write_solutions
from grader.build.new import NewAssignment, new_assignment

__all__ = [
    "BuildReport",
    "NewAssignment",
    "build_assignment",
    "check_assignment",
    "new_assignment",
    "write_solutions",
]
