"""Mutants of a reference: each a change that means something, named by what it does."""

from __future__ import annotations

import ast

from grader.verify.mutants import mutants

SOURCE = '''
import torch

def helper(x):
    return x + 1

def step(params, lr, size):
    """Take a step."""
    with torch.no_grad():
        for p in params:
            p -= lr * p.grad / size
            p.grad.zero_()
    return params[0].sum(dim=0, keepdim=True)
'''


def changes() -> dict[str, str]:
    return {mutant.change: mutant.program for mutant in mutants(SOURCE, "step")}


def test_mutants_are_programs_of_their_own() -> None:
    """All parse, all differ from the reference and from each other."""
    found = mutants(SOURCE, "step")
    printed = {ast.unparse(ast.parse(mutant.program)) for mutant in found}
    assert len(printed) == len(found) == len({mutant.change for mutant in found})
    assert all("return x + 1" in program for program in printed), "the helper stays as it is"


def test_what_people_get_wrong_is_among_them() -> None:
    """Signs, divisions, resets, in place or not, early ends, flags, dropped calls."""
    step = "p -= lr * p.grad / size"
    for change in (
        f"{step} → p += lr * p.grad / size",
        f"{step} → p -= lr * p.grad",
        f"{step} → p = p - lr * p.grad / size",
        f"{step} → p -= 1 * p.grad / size",
        "p.grad.zero_() → (nothing)",
        "(nothing) → break",
    ):
        assert change in changes()
    ends = [change.partition(" → ")[2] for change in changes()]
    assert "return params[0].sum(dim=0, keepdim=False)" in ends
    assert "return params[0]" in ends
    assert "return" in ends
    assert any(end.startswith("for p in params:") for end in ends), "without no_grad"
