"""Plain ``pytest solutions/…/hidden``: the reference solution is the student.

For authors at work: no isolation (it is their own code), fresh seeds in each session.
"""

from __future__ import annotations

import secrets
import types
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from grader.course import find_course, load_assignment
from grader.exam.candidate import Conversation
from grader.exam.evidence import Evidence
from grader.exam.material import Material
from grader.exam.plugin import Fixtures
from grader.exam.proxy import Student
from grader.exam.seeds import derive_seed
from grader.sandbox.launcher import CandidateLimits, Zygote
from grader.sandbox.providers import plain


def _for_a_session(limits: CandidateLimits) -> CandidateLimits:
    """All tests share one candidate here, and an author may stop in the middle of one."""
    return replace(limits, life_cpu_seconds=36_000)


class AuthorHost:
    """Lets each assignment's reference sit its own exam."""

    def __init__(self) -> None:
        self._seed = secrets.token_hex(16)
        self._zygote: Zygote | None = None
        self._sittings: dict[Path, tuple[Material, Conversation]] = {}
        self._references: dict[Path, types.ModuleType] = {}
        self._current: tuple[str, Fixtures] | None = None

    def fixtures(self, item: pytest.Item) -> Fixtures:
        if self._current is None or self._current[0] != item.nodeid:
            self._current = (item.nodeid, self._prepare(item))
        return self._current[1]

    def _prepare(self, item: pytest.Item) -> Fixtures:
        material, conversation = self._sitting(item.path.parent)
        exercise = item.path.stem.removeprefix("test_")
        if item.path not in self._references:
            self._references[item.path] = material.reference(exercise)
        conversation.begin(exercise, derive_seed(self._seed, "candidate", exercise, item.name))
        inputs = derive_seed(self._seed, "inputs", exercise, item.name)
        return Fixtures(
            student=Student(conversation, exercise),
            reference=self._references[item.path],
            device=torch.device("cpu"),
            rng=torch.Generator().manual_seed(inputs),
            evidence=Evidence(strict=True),
        )

    def _sitting(self, hidden: Path) -> tuple[Material, Conversation]:
        if hidden not in self._sittings:
            instructors = hidden.parent
            assignment = load_assignment(find_course(instructors), instructors.name)
            material = Material.load(assignment)
            if self._zygote is None:
                self._zygote = Zygote(plain.provider())
            conversation = Conversation(
                self._zygote,
                _for_a_session(material.limits()),
                material.reference_files(),
                material.specs(),
            )
            conversation.read()
            self._sittings[hidden] = (material, conversation)
        return self._sittings[hidden]

    def close(self) -> None:
        for _, conversation in self._sittings.values():
            conversation.close()
        if self._zygote is not None:
            self._zygote.close()
