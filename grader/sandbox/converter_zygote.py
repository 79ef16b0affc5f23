"""The zygote of converters: imports nbconvert once, then forks a confined converter for each order.

Run as ``python -I -m grader.sandbox.converter_zygote FD OPTIONS``, as ``zygote`` is. It has no
torch and nothing secret, and never reads a student's notebook itself.
"""

from __future__ import annotations

import json

from grader.converter.server import Server
from grader.sandbox import forking

_SOURCES = (
    ("code", "%matplotlib inline\ndef f(x):\n    return [x, 1.5, 'a']  # why\n"),
    ("markdown", "# A\n*b* `c` $x^2$ [d](https://example.org)\n\n| e |\n|---|\n| f |\n"),
    ("markdown", "```python\nx = 1\n```\n\n$$y$$\n\n- g\n\n![h](i.png) <b>j</b>\n"),
)


def _warm_up(server: Server) -> None:
    """Do once what each converter would otherwise pay for: templates, lexers, late imports."""
    cells = [{"cell_type": kind, "source": source} for kind, source in _SOURCES]
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}
    server.convert("warm.ipynb", json.dumps(notebook).encode())


def main() -> None:
    control, options = forking.enter()
    server = Server()
    _warm_up(server)
    forking.serve(control, options, server.run)


if __name__ == "__main__":
    main()
