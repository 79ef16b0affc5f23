import zipfile


def make(folder, places):
    with zipfile.ZipFile(folder / "work.zip", "w") as archive:
        for name in (
            "../../../../../../tmp/canary-slip.py",
            "/tmp/canary-slip.py",
            "C:\\canary.py",
        ):
            archive.writestr(name, "def linreg(X, w, b): return X @ w + b")
