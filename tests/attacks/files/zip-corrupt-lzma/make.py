import zipfile


def make(folder, places):
    for method in (zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2, zipfile.ZIP_DEFLATED):
        path = folder / f"{method}.zip"
        with zipfile.ZipFile(path, "w", method) as archive:
            archive.writestr("linreg.py", "def linreg(X, w, b): return X @ w + b" * 100)
        data = bytearray(path.read_bytes())
        start = data.index(b"linreg.py") + len("linreg.py")
        data[start : start + 12] = b"\xff" * 12
        path.write_bytes(data)
