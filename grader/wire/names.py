"""Names that both sides know, and that cost nothing to import."""

from __future__ import annotations

# A second device made of CPU memory (``grader.wire.pretend``).
PRETEND = "pretend"
