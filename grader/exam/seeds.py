"""The seeds of a run's tests."""

from __future__ import annotations

import hashlib
import hmac


def derive_seed(run_seed: str, purpose: str, exercise: str, test: str) -> int:
    """A seed of 63 bits from the run's secret seed; knowing one tells nothing of another.

    Args:
        run_seed: the run's secret.
        purpose: "inputs" for the test's inputs, "candidate" for the candidate's generators.
        exercise: the exercise's name.
        test: the test's name.
    """
    message = f"{purpose}:{exercise}:{test}".encode()
    digest = hmac.new(run_seed.encode(), message, hashlib.sha256).digest()
    return int.from_bytes(digest[:8], "little") >> 1
