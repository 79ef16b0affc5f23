"""Names that both sides know, and that cost nothing to import."""

from __future__ import annotations

# A second device made of CPU memory (``grader.wire.pretend``).
PRETEND = "pretend"

# What a call leaves changed behind it that is over with the test: its arguments go, and the mode is
# set for each call. Anything else that is global is there for all calls to come.
GRADIENT_MODE = "gradient mode"
NO_LEAF = "an argument that is no leaf any more"
HOOK = "a hook on an argument"
PASSING = (GRADIENT_MODE, NO_LEAF, HOOK)
