import os
from pathlib import Path


def make(folder, places):
    copy = Path(places["COURSE"]) / "solutions/linear_regression/readme-not-linked"
    copy.write_text("def linreg(X, w, b):\n    return None\n")
    os.link(copy, folder / "linreg.py")
