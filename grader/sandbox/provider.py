"""How to start a zygote, as plain facts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Provider:
    """A way to start zygotes.

    ``layers`` names what confines a candidate, outermost first; ``prefix`` is put before the
    zygote's command; ``uid`` is what a candidate becomes when we are root and that is possible.
    """

    layers: tuple[str, ...]
    prefix: tuple[str, ...]
    uid: int | None

    @property
    def isolates_files(self) -> bool:
        return "landlock" in self.layers
