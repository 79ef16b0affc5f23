"""otter-grader: the class as notebooks beside an autograder zip, and the commands that grade it.

The tests are files in its exception-based format, one for each exercise with a test case for each
hidden test, packed by ``otter generate``; the notebooks are the very ones that grader gets, and
their tests run when all of their cells have. Settings are the defaults. Of the two ways without
Docker that its documentation describes both are measured: ``otter run``, a process for each
submission, and ``otter.api.grade_submission``, called for one submission after the other by one
process. ``otter grade`` needs Docker, and then does the same in a container for each submission.
"""

from __future__ import annotations

import json
import shlex
import subprocess
from collections.abc import Mapping
from pathlib import Path

from mixed import FILE, Handed, hand_in
from peers_environments import Environment
from peers_tests import Exam, Shares, exams

ZIP = "autograder.zip"
_CASE = """
@test_case(name={name!r}, points={points}, hidden=True)
def case_{name}(env):
    {call}
"""
# As the documentation calls it, for one submission after the other.
_BATCH = """
import json, sys
from otter.api import grade_submission

for student in sys.argv[1:]:
    results = grade_submission(f"handed-in/{student}/FILE", "ZIP", quiet=True)
    files = results.results.values()
    tests = [{"name": f.name, "score": f.score, "max_score": f.possible} for f in files]
    with open(f"results/{student}/results.json", "w") as file:
        json.dump({"tests": tests}, file)
"""


class Otter:
    """The class in otter-grader's form."""

    package = "otter-grader"

    def __init__(self, environment: Environment, *, batch: bool) -> None:
        self._environment = environment
        self.variables = environment.variables()
        self._batch = batch

    def prepare(self, handed: list[Handed], place: Path) -> None:
        """Write the tests, pack them, and let everybody hand in."""
        tests = place / "tests"
        tests.mkdir(parents=True)
        for number, exam in enumerate(exams(), 1):  # they run in the order of their files' names
            (tests / f"q{number}_{exam.exercise}.py").write_text(_file(exam), "utf-8")
        subprocess.run(
            [self._environment.command("otter"), "generate", "-t", "tests", "-o", ZIP],
            cwd=place,
            env=self.variables,
            check=True,
            capture_output=True,
        )
        hand_in(handed, place / "handed-in")
        for item in handed:
            (place / "results" / item.student).mkdir(parents=True)

    def steps(self, place: Path) -> Mapping[str, list[str]]:
        """What is measured: a command for each part of the work."""
        students = sorted(folder.name for folder in (place / "handed-in").iterdir())
        if self._batch:
            code = _BATCH.replace("FILE", FILE).replace("ZIP", ZIP)
            return {"grading": [self._environment.command("python"), "-c", code, *students]}
        otter = shlex.quote(self._environment.command("otter"))
        each = f"{otter} run -a {ZIP} -o results/$student handed-in/$student/{FILE}"
        loop = f"for student in {shlex.join(students)}; do {each} || exit 1; done"
        return {"grading": ["sh", "-c", loop]}

    def shares(self, place: Path) -> Shares:
        """What everybody reached, from the results of each submission."""
        found: Shares = {}
        for file in place.glob("results/*/results.json"):
            tests = json.loads(file.read_text("utf-8"))["tests"]
            found[file.parent.name] = {
                test["name"]: test["score"] / test["max_score"] for test in tests if "score" in test
            }
        return found


def _file(exam: Exam) -> str:
    """A test file. It is executed without the notebook's names, which come as ``env``."""
    parts = ["from otter.test_files import test_case", "OK_FORMAT = False"]
    parts += [f"name = {exam.exercise!r}", exam.preamble]
    for test in exam.tests:
        case = _CASE.format(name=test.name, points=test.weight, call=test.call("env"))
        parts += [test.source, case.strip()]
    return "\n\n\n".join(parts) + "\n"
