"""Ten million elements there and back over the wire: ``python benchmarks/large.py``.

One call of a student's function with a tensor of so many numbers, which gives it back doubled,
beside the same call in this process. The wire carries the elements once each way, and the candidate
looks afterwards whether its argument has changed.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import torch

from grader.exam.candidate import Conversation
from grader.exam.papers import ExerciseSpec
from grader.exam.proxy import Student
from grader.sandbox import open_zygote
from grader.sandbox.launcher import CandidateLimits

SOURCE = b"def f(x):\n    return 2 * x\n"
SPEC = ExerciseSpec(
    "f",
    {
        "exercise": "f",
        "function": "f",
        "parameters": 1,
        "also_named": [],
        "provided": [],
        "forbid": [],
        "given": [],
        "others": [],
    },
    None,
)
LIMITS = CandidateLimits(60, 300, 600, 4 << 30, 1 << 16)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--elements", type=int, default=10_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", type=Path, help="write what was measured into this file")
    asked = parser.parse_args()
    torch.set_num_threads(1)
    x = torch.randn(asked.elements)
    zygote = open_zygote()
    conversation = Conversation(zygote, LIMITS, {"f.py": SOURCE}, [SPEC])
    try:
        conversation.read()
        ways: dict[str, Callable[[], torch.Tensor]] = {
            "in this process": lambda: 2 * x,
            "copied twice": lambda: (2 * x.clone()).clone(),
            "over the border": lambda: _asked(conversation, x),
        }
        found: dict[str, list[float]] = {name: [] for name in ways}
        for number in range(asked.rounds + 1):
            for name, call in ways.items():
                began = time.perf_counter()
                assert call().numel() == asked.elements
                if number:  # the first is for warming up
                    found[name].append(1000 * (time.perf_counter() - began))
    finally:
        conversation.close()
        zygote.close()
    for name, values in found.items():
        spread = f"{min(values):.0f} to {max(values):.0f}"
        print(f"{name:<16} {statistics.median(values):7.0f} ms by the clock ({spread})")
    if asked.json:
        asked.json.write_text(json.dumps(found, indent=1) + "\n", "utf-8")


def _asked(conversation: Conversation, x: torch.Tensor) -> torch.Tensor:
    conversation.begin("f", 1)
    return Student(conversation, "f").f(x)


if __name__ == "__main__":
    main()
