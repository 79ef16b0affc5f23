def make(folder, places):
    for number in range(199):
        (folder / f"linreg_{number:03}.py").write_text(
            f"def linreg(X, w, b):\n    return X[:0] + {number}\n"
        )
