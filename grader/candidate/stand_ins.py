"""What works elsewhere and can't work here, made to do what it would have done, or to say so.

Set up once by the zygote, before any student code.
"""

from __future__ import annotations

import inspect
from typing import Any

from torch.utils.data import DataLoader

_OF_WORKERS = ("prefetch_factor", "persistent_workers", "timeout", "multiprocessing_context")


def load_data_without_workers() -> None:
    """``DataLoader(num_workers=2)`` loads in this process, which may start no other."""
    original: Any = DataLoader.__init__
    signature = inspect.signature(original)
    told: list[bool] = []

    def init(*arguments: Any, **keywords: Any) -> None:
        bound = signature.bind(*arguments, **keywords)
        if bound.arguments.get("num_workers"):
            if not told:
                print("(num_workers is taken as 0 here: no other processes can be started)")
                told.append(True)
            bound.arguments["num_workers"] = 0
            for name in _OF_WORKERS:
                bound.arguments.pop(name, None)
        original(*bound.args, **bound.kwargs)

    DataLoader.__init__ = init  # type: ignore[method-assign]  # students' loaders are to have it
