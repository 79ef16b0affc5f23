def make(folder, places):
    (folder / "linreg.py").symlink_to(f"{places['COURSE']}/solutions/linear_regression/linreg.py")
    (folder / "more.ipynb").symlink_to(f"{places['CLASS']}/aaa-before/linreg.ipynb")
    (folder / "zero.py").symlink_to("/dev/zero")
    (folder / "self.py").symlink_to("self.py")
    (folder / "disk").symlink_to("/")
