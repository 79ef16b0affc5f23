import zipfile


def make(folder, places):
    for number in range(8):
        with zipfile.ZipFile(folder / f"{number}.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            for part in range(10):
                archive.writestr(
                    f"{number}-{part}.py", (b"#%04d" % part + b" " * 59 + b"\n" * 40) * 150_000
                )
