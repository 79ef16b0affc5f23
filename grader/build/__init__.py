"""From an exercise's source to the notebooks that students receive and instructors read."""

from grader.build.build import BuildReport, build_assignment, check_assignment, write_solutions

__all__ = ["BuildReport", "build_assignment", "check_assignment", "write_solutions"]
