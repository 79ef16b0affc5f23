import json
from itertools import pairwise


def make(folder, places):
    """Cells that take long, and a function that needs them all."""
    names = [f"n{i}" for i in range(20_000)]
    chain = "\n".join(f"{a} = {b}" for a, b in pairwise(names))
    sources = [
        "x = [" + "1," * 500_000 + "]",
        "s = '" + "x" * 3_000_000 + "'",
        "n = " + "9" * 4000,
        chain,
        "def linreg(X, w, b):\n    return n0",
    ]
    cells = [{"cell_type": "code", "source": source} for source in sources]
    (folder / "linreg.ipynb").write_text(json.dumps({"nbformat": 4, "cells": cells}))
