def make(folder, places):
    with (folder / "linreg.ipynb").open("wb") as file:
        file.truncate(200 << 20)
