"""Which layers to use, and how to start a zygote with them, as plain facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from grader.errors import UsageError
from grader.outcome import Text, text

_ABI = "landlock-abi="


@dataclass(frozen=True)
class Choice:
    """What was asked for with ``--sandbox``: by default every layer that works here.

    Args:
        isolated: False for no isolation at all: for one's own code only.
        bubblewrap: False leaves the zygote outside of bubblewrap even where that works.
        landlock_abi: keep to what this older version of Landlock can; None for the kernel's.
    """

    isolated: bool = True
    bubblewrap: bool = True
    landlock_abi: int | None = None

    @classmethod
    def parse(cls, wish: str) -> Choice:
        """Read "auto", "none", or "no-bubblewrap" and "landlock-abi=N" with commas between.

        Raises:
            UsageError: it is none of these.
        """
        if wish in ("auto", "none"):
            return cls(isolated=wish == "auto")
        bubblewrap, abi = True, None
        for part in wish.split(","):
            number = part.removeprefix(_ABI)
            if part == "no-bubblewrap":
                bubblewrap = False
            elif part != number and number.isascii() and number.isdigit() and int(number) > 0:
                abi = int(number)
            else:
                raise UsageError(
                    f"--sandbox {wish}: there is no such choice",
                    hint="auto takes every layer that works here; no-bubblewrap and "
                    "landlock-abi=N do with less, as on other machines; none isolates nothing.",
                )
        return cls(bubblewrap=bubblewrap, landlock_abi=abi)


@dataclass(frozen=True)
class Provider:
    """A way to start zygotes.

    ``layers`` names what confines a candidate, outermost first; ``prefix`` is put before the
    zygote's command; ``uid`` is what a candidate becomes when we are root and that is possible;
    ``landlock_abi`` is the version of Landlock that is used, 0 without it.
    """

    layers: tuple[str, ...]
    prefix: tuple[str, ...]
    uid: int | None
    landlock_abi: int = 0
    gpu: bool = False

    @property
    def isolates_files(self) -> bool:
        return "landlock" in self.layers

    def gaps(self) -> tuple[Text, ...]:
        """What these layers can't promise, in sentences for an instructor."""
        return tuple(gaps(self.layers, gpu=self.gpu))


def gaps(layers: tuple[str, ...], *, gpu: bool) -> Iterator[Text]:
    """What can't be promised with these layers; "landlock" without the others never stands alone.

    Args:
        layers: their names, as in ``results.json``.
        gpu: whether candidates may use the GPU's driver.
    """
    if "landlock" not in layers or "seccomp" not in layers:
        yield text(
            "No isolation: a submission can read and change whatever its user can, hidden tests "
            "and grades among it."
        )
        return
    if "bubblewrap" not in layers:
        yield text(
            "Without bubblewrap a submission can find out whether a path exists, and the size and "
            "age of what is there; it can't read or list it."
        )
    if gpu:
        yield text(
            "A submission that uses the GPU talks to its driver: faults of the driver are not "
            "ours to stop, and memory on the GPU is not limited."
        )
