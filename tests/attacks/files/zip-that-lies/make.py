import zipfile


def make(folder, places):
    path = folder / "work.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("linreg.py", b"#" * (100 << 20))
    data = path.read_bytes()
    real = (100 << 20).to_bytes(4, "little")
    path.write_bytes(data.replace(real, (10).to_bytes(4, "little")))
