import json


def make(folder, places):
    """Cells too deep for any parser, and a function that does nothing."""
    sources = [
        "x = " + "(" * 100_000 + ")" * 100_000,
        "x = " + "-" * 100_000 + "1",
        "x = " + "1 + " * 100_000 + "1",
        "x" + ".a" * 100_000,
        "x" + "[0]" * 100_000,
        "\n".join(" " * n + "if x:" for n in range(2000)),
        "x = " + "not " * 100_000 + "1",
        "x = f'" + "{f'" * 200,
        "lambda: " * 50_000 + "1",
        "@a\n" * 50_000 + "def linreg(X, w, b): return None",
        "def linreg(X, w, b): return None",
    ]
    cells = [{"cell_type": "code", "source": source} for source in sources]
    (folder / "linreg.ipynb").write_text(json.dumps({"nbformat": 4, "cells": cells}))
