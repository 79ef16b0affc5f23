"""``examples/submissions``: a class of 21 gets what its README says, also two hundred strong."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
EXERCISES = ("synthetic_data", "data_iter", "linreg", "squared_loss", "sgd", "train")

# Each student's scores, in the order of the exercises, out of 2, 3, 2, 2, 3 and 4 points.
SCORES = {
    "ada": (2, 3, 2, 2, 3, 4),
    "bjarne": (2, 3, 2, 2, 3, 4),
    "chen": (2, 3, 2, 2, 3, 4),
    "dora": (2, 3, 2, 2, 3, 4),
    "emil": (1.5, 3, 2, 2, 3, 4),
    "farid": (2, 3, 2, 0, 3, 0),
    "greta": (2, 3, 2, 1.5, 2.25, 4),
    "hugo": (2, 3, 2, 2, 0, 0),
    "ines": (2, 2.25, 1.5, 2, 3, 4),
    "jonas": (1.5, 2.75, 2, 2, 3, 3.25),
    "kira": (2, 3, 2, 0, 0, 0),
    "liam": (0, 0, 0, 0, 0, 0),
    "mia": (2, 3, 2, 2, 0, 4),
    "noor": (2, 0, 2, 2, 3, 4),
    "olga": (2, 3, 2, 2, 3, 4),
    "paul": (2, 3, 2, 2, 3, 4),
    "quinn": (0, 3, 0, 0, 0, 0),
    "rosa": (2, 3, 2, 2, 3, 4),
    "sven": (2, 3, 0, 0, 0, 4),
    "tomas": (0, 0, 0, 0, 0, 0),
    "ulla": (2, 3, 2, 2, 0, 0),
}


@pytest.fixture(scope="module")
def by_student(examples_graded: Path) -> dict[str, dict[str, Any]]:
    document = json.loads((examples_graded / "results.json").read_text(encoding="utf-8"))
    return {item["student"]: item for item in document["submissions"]}


@pytest.mark.parametrize("student", SCORES)
def test_scores(by_student: dict[str, dict[str, Any]], student: str) -> None:
    """Whole and half points go where examples/README.md says."""
    scores = tuple(item["score"] for item in by_student[student]["exercises"])
    assert scores == SCORES[student]


def test_all_are_graded_and_listed(
    examples_graded: Path, by_student: dict[str, dict[str, Any]]
) -> None:
    """Nobody is forgotten: every student has a result, a page and a row in the README."""
    listed = re.findall(r"^\| (\w+) \|", (EXAMPLES / "README.md").read_text("utf-8"), re.MULTILINE)
    assert set(by_student) == set(SCORES) == set(listed) - {"student"}
    assert {item["status"] for item in by_student.values()} == {"graded"}
    assert {path.stem for path in (examples_graded / "feedback").glob("*.html")} == set(SCORES)


@pytest.mark.parametrize(
    ("student", "exercise", "words"),
    [
        ("mia", "sgd", "is not JSON (line 30)"),
        ("paul", "sgd", "`SGD` was taken for `sgd`"),
        ("paul", "linreg", "defined 2 times"),
        ("paul", "data_iter", "bound to something else later"),
        ("quinn", "linreg", "method of the class `Model`"),
        ("quinn", "squared_loss", "inside the function `losses`"),
        ("quinn", "sgd", "commented out"),
        ("quinn", "data_iter", "does not parse"),
    ],
)
def test_notes(
    by_student: dict[str, dict[str, Any]], student: str, exercise: str, words: str
) -> None:
    """What was odd about a hand-in is said to its student."""
    exercises = dict(zip(EXERCISES, by_student[student]["exercises"], strict=True))
    assert any(words in note for note in exercises[exercise]["notes"])


def test_every_example_stands_on_a_current_stub() -> None:
    """Students who filled in the stubs have them as they are handed out today."""
    for path in sorted(EXAMPLES.glob("submissions/ada/*.ipynb")):
        stub = ROOT / "assignments" / "linear_regression" / "en" / path.name
        theirs, ours = (json.loads(p.read_text("utf-8"))["cells"] for p in (path, stub))
        locked = [_locked_cells(cells) for cells in (theirs, ours)]
        assert locked[0] == locked[1], path.name


def _locked_cells(cells: list[dict[str, Any]]) -> list[str]:
    return [
        "".join(cell["source"])
        for cell in cells
        if cell["metadata"].get("nbgrader", {}).get("locked")
    ]


@pytest.mark.slow
def test_two_hundred_leave_nothing_behind(
    tmp_path: Path, session_processes: Callable[[int], list[int]]
) -> None:
    """Memory stays flat from submission to submission; no process or temporary file is left."""
    for number in range(200):
        source = sorted((EXAMPLES / "submissions").iterdir())[number % len(SCORES)]
        name = f"s{number:03}{source.suffix}"
        if source.is_dir():
            shutil.copytree(source, tmp_path / "class" / name)
        else:
            (tmp_path / "class").mkdir(exist_ok=True)
            shutil.copy(source, tmp_path / "class" / name)
    before = set(Path(tempfile.gettempdir()).iterdir())
    command = [sys.executable, "-m", "grader", "run", str(tmp_path / "class")]
    command += ["--output", str(tmp_path / "results")]
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    samples: list[dict[int, tuple[float, int]]] = []
    assert process.stdout is not None
    for line in process.stdout:
        if re.match(r"\[ *(50|100|150|200)/200\]", line):
            samples.append({pid: _size(pid) for pid in session_processes(process.pid)})
    assert process.wait() == 0
    assert len(list((tmp_path / "results" / "feedback").glob("*.html"))) == 200
    lasting = set.intersection(*map(set, samples))  # candidates come and go
    assert len(lasting) >= 3, "at least one examiner and its zygote besides grader run itself"
    memory = [round(sum(sample[pid][0] for pid in lasting)) for sample in samples]
    descriptors = [sum(sample[pid][1] for pid in lasting) for sample in samples]
    print(f"after 50, 100, 150, 200: {memory} MB resident, {descriptors} open descriptors")
    assert memory[-1] - memory[0] < 40
    assert descriptors[-1] <= descriptors[0] + 4
    assert session_processes(process.pid) == []
    left = {p for p in set(Path(tempfile.gettempdir()).iterdir()) - before if p != tmp_path}
    assert not [path for path in left if "grader" in path.name or path.suffix == ".sock"]


def _size(pid: int) -> tuple[float, int]:
    """Resident memory in MB, and open descriptors where they may be seen."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
        found = re.search(r"VmRSS:\s+(\d+) kB", status)
        resident = int(found[1]) / 1024 if found else 0.0
        return resident, len(list(Path(f"/proc/{pid}/fd").iterdir()))
    except OSError:
        return 0.0, 0
