import os


def make(folder, places):
    os.symlink("/proc/self/environ", folder / "linreg.py")
    os.symlink(f"{places['RESULTS']}/gradebook.db", folder / "linreg.zip")
