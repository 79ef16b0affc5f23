def make(folder, places):
    (folder / "linreg.py").write_text("def linreg(X, w, b): return None")
