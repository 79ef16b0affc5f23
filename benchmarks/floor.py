"""The floor: the hidden tests on a class's programs in one warm process, without isolation and
without pytest: ``python benchmarks/floor.py 20``.

Nobody could grade with it: a student's loop would hang it, and a student's ``os._exit`` would end
it. It is what the tests themselves cost. As in a run, a test is left out where one that it needs
was not passed. Extracting the programs is no part of it.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib.util
import inspect
import json
import os
import statistics
import time
import types
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from mixed import course, students
from peers_sitting import as_new

from grader.candidate.extract import Spec, extract, parse_file
from grader.candidate.notebook import read_notebook
from grader.candidate.program import Loaded, Sources, load_program
from grader.exam.evidence import Evidence
from grader.exam.material import Material
from grader.exam.proxy import Effects


@dataclass(frozen=True)
class Test:
    """A hidden test: the function, and the tests that it needs."""

    name: str
    function: Callable[..., None]
    needs: tuple[str, ...]


class Here:
    """``student`` of hidden tests, in this very process."""

    def __init__(self, loaded: Loaded) -> None:
        self._loaded = loaded
        self.effects = Effects()
        self.provided = loaded.provided
        self.last_result = None

    def __getattr__(self, name: str) -> Any:
        return self._loaded.function("student", name)


class Floor:
    """All hidden tests, ready to be run on programs of this process."""

    def __init__(self) -> None:
        torch.set_num_threads(1)
        warnings.simplefilter("ignore")  # of students' programs
        self.material = Material.load(course())
        self.specs = {spec.exercise: spec for spec in self.material.specs()}
        self.tests = {
            name: list(_tests(self.material.assignment.hidden, name)) for name in self.specs
        }
        self.references = {name: self.material.reference(name) for name in self.specs}

    def grade(self, notebook: str) -> tuple[float, int, int]:
        """Run everything on one student's notebook: CPU seconds, tests passed, tests run."""
        file = parse_file(read_notebook("n.ipynb", notebook.encode()))
        Sources().register([file])
        programs = {n: extract([file], Spec.from_plain(s.plain)) for n, s in self.specs.items()}
        began, passed, ran = time.process_time(), 0, 0
        for name, program in programs.items():
            loaded = load_program(program, self.specs[name].provided_source)
            done: dict[str, bool] = {}
            for test in self.tests[name]:
                if all(done.get(need) for need in test.needs):
                    done[test.name] = self._passes(name, test, loaded)
            passed += sum(done.values())
            ran += len(done)
        return time.process_time() - began, passed, ran

    def _passes(self, exercise: str, test: Test, loaded: Loaded) -> bool:
        as_new()
        given = {
            "student": Here(loaded),
            "reference": self.references[exercise],
            "device": torch.device("cpu"),
            "rng": torch.Generator().manual_seed(11),
            "evidence": Evidence(wanted=True),
        }
        wanted = inspect.signature(test.function).parameters
        try:
            test.function(**{name: value for name, value in given.items() if name in wanted})
        except Exception:  # whatever the program or an assertion raises
            return False
        return True


def _tests(hidden: Path, exercise: str) -> Iterator[Test]:
    path = hidden / f"test_{exercise}.py"
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name, function in vars(module).items():
        if name.startswith("test_") and isinstance(function, types.FunctionType):
            marks = getattr(function, "pytestmark", [])
            needs = tuple(need for mark in marks if mark.name == "needs" for need in mark.args)
            if any(mark.name == "parametrize" for mark in marks):
                raise SystemExit(f"{path}: {name} has parameters, which the floor does not know")
            yield Test(name, function, needs)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("students", type=int)
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    floor = Floor()
    notebooks = [handed.notebook() for handed in students(asked.students)]
    with Path(os.devnull).open("w") as nowhere, contextlib.redirect_stdout(nowhere):
        for notebook in notebooks:  # warm, with all that programs import
            floor.grade(notebook)
        graded = [floor.grade(notebook) for notebook in notebooks]
    spent = [seconds for seconds, _, _ in graded]
    print(
        f"{1000 * statistics.mean(spent):.1f} CPU ms each "
        f"(median {1000 * statistics.median(spent):.1f}, largest {1000 * max(spent):.1f}); "
        f"{sum(p for _, p, _ in graded)} of {sum(r for _, _, r in graded)} tests passed"
    )
    if asked.json:
        asked.json.write_text(json.dumps({"cpu_seconds": spent}) + "\n", "utf-8")


if __name__ == "__main__":
    main()
