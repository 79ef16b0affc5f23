import gzip
import zipfile


def make(folder, places):
    (folder / "empty.zip").write_bytes(b"")
    (folder / "text.zip").write_text("PK")
    (folder / "gzip.zip").write_bytes(gzip.compress(b"x"))
    with zipfile.ZipFile(folder / "cut.zip", "w") as archive:
        archive.writestr("linreg.py", "def linreg(X, w, b): return X @ w + b")
    data = (folder / "cut.zip").read_bytes()
    (folder / "cut.zip").write_bytes(data[:-30])
