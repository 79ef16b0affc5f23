"""A class on the small course that tests grade by the command."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

VECTORS = Path(__file__).parent.parent / "courses" / "vectors"


class Class:
    """A course of its own, submissions, and a results folder; ``like`` another's, or new."""

    def __init__(self, place: Path, like: Class | None = None) -> None:
        self.place = place
        self.course = place / "course"
        self.submissions = place / "handed-in"
        self.results = place / "results"
        if like is not None:
            shutil.copytree(like.place, place, dirs_exist_ok=True)
            return
        shutil.copytree(VECTORS, self.course)
        self.submissions.mkdir()

    def hand_in(self, student: str, like: str) -> None:
        """Let a student hand in what one of the examples is."""
        folder = self.submissions / student
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(VECTORS / "submissions" / like, folder)

    def command(self, *options: object) -> list[str]:
        words = ("run", self.submissions, "--output", self.results, "--jobs", 1, *options)
        return [sys.executable, "-m", "grader", *map(str, words)]

    def run(self, *options: object) -> subprocess.CompletedProcess[str]:
        """``grader run``."""
        return self.grader(*self.command(*options)[3:])

    def grader(self, *words: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "grader", *map(str, words)]
        environment = {**os.environ, "COLUMNS": "140"}
        environment["GRADER_GRADEBOOK"] = str(self.results / "gradebook.db")
        return subprocess.run(
            command, cwd=self.course, capture_output=True, text=True, env=environment
        )

    def document(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.results / "results.json").read_text("utf-8"))
        return found

    def scores(self) -> dict[str, float | None]:
        """Each student's score in results.json."""
        return {item["student"]: item["score"] for item in self.document()["submissions"]}

    def ask(self, question: str) -> list[tuple[Any, ...]]:
        with sqlite3.connect(self.results / "gradebook.db") as gradebook:
            return gradebook.execute(question).fetchall()

    def setting(self, old: str, new: str) -> None:
        """Change assignment.toml."""
        path = self.course / "solutions" / "vectors" / "assignment.toml"
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")

    def add_test(self, exercise: str, body: str) -> None:
        """Add a hidden test to an exercise."""
        path = self.course / "solutions" / "vectors" / "hidden" / f"test_{exercise}.py"
        path.write_text(f"{path.read_text('utf-8')}\n\n{body}", "utf-8")
