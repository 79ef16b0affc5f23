def make(folder, places):
    locked = folder / "locked"
    locked.mkdir()
    (locked / "linreg.py").write_text("def linreg(X, w, b): return None")
    (locked / "linreg.py").chmod(0)
    locked.chmod(0o500)
