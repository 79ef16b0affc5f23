import zipfile
from pathlib import Path


def make(folder, places):
    other = Path(places["COURSE"]) / "neighbour.zip"
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("linreg.py", "def linreg(X, w, b): return X @ w + b")
    (folder / "mine.zip").symlink_to(other)
