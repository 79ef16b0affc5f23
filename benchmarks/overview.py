"""The overview of a class, for more and more students: ``python benchmarks/overview.py 100 10000``.

A class of twenty is graded once, mistakes and all; its results, under other names, are the larger
classes. Measured is what comes after grading: making the page, in CPU seconds of this process.
"""

from __future__ import annotations

import argparse
import datetime
import itertools
import json
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import torch
from classes import SHIPPED
from mixed import course, hand_in, students

import grader
from grader.batch.pool import Pool
from grader.exam.protocol import Setup, Terms
from grader.intake.submissions import Submission
from grader.outcome import Run, SubmissionResult
from grader.report.class_page import class_page
from grader.report.translations import ENGLISH, Translator

SEED = "overview"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("students", type=int, nargs="+")
    parser.add_argument("--json", type=Path, help="write what was measured into this file")
    asked = parser.parse_args()
    graded, found = _graded(), []
    _page(graded)  # templates are compiled and texts are read once
    for count in asked.students:
        results = [
            replace(result, student=f"student{number:06}")
            for number, result in zip(range(count), itertools.cycle(graded), strict=False)
        ]
        began = time.process_time()
        page = _page(results)
        spent, size = time.process_time() - began, len(page.encode())
        found.append({"students": count, "cpu_seconds": spent, "bytes": size})
        print(
            f"{count:>6} students: {spent:6.2f} CPU s ({1000 * spent / count:.2f} ms each), "
            f"{size / 1e6:.2f} MB ({size / count:.0f} bytes each)",
            flush=True,
        )
    if asked.json:
        asked.json.write_text(json.dumps(found, indent=1) + "\n", "utf-8")


def _graded() -> list[SubmissionResult]:
    setup = Setup(str(SHIPPED.folder), SHIPPED.assignment, SEED, device="cpu", past_due=True)
    handed = students(20)
    with tempfile.TemporaryDirectory() as folder, Pool(setup, jobs=1, file_mb=10) as pool:
        hand_in(handed, Path(folder))
        pool.prepare(len(handed))
        papers = [Submission.at(item.student, Path(folder) / item.student) for item in handed]
        return [graded.result for graded in pool.grade(papers, Terms())]


def _page(results: Sequence[SubmissionResult]) -> str:
    run = Run(
        id="1",
        seed=SEED,
        devices=("cpu",),
        grader=grader.__version__,
        torch=torch.__version__,
        sandbox=(),
        started=datetime.datetime.now(datetime.UTC),
    )
    links = {result.student: f"feedback/{result.student}.html" for result in results}
    assignment = course()
    translator = Translator(ENGLISH, assignment.locale)
    return class_page(assignment, results, run, translator, links=links, problems={})


if __name__ == "__main__":
    main()
