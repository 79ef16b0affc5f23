import os


def make(folder, places):
    here = os.getcwd()
    os.chdir(folder)
    try:
        for _ in range(300):
            os.mkdir("d")
            os.chdir("d")
        with open("linreg.py", "w") as file:
            file.write("def linreg(X, w, b): return None")
    finally:
        os.chdir(here)
    for number in range(2000):
        (folder / f"{number}.py").write_text("x = 1")
