import io
import stat
import zipfile


def make(folder, places):
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        link = zipfile.ZipInfo("deep/linreg.py")
        link.create_system = 3
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, f"{places['COURSE']}/solutions/linear_regression/linreg.py")
    with zipfile.ZipFile(folder / "work.zip", "w") as archive:
        archive.writestr("folder/inner.zip", inner.getvalue())
        archive.writestr(link, f"{places['COURSE']}/solutions/linear_regression/linreg.py")
