import os
import socket


def make(folder, places):
    os.mkfifo(folder / "linreg.py")
    os.mkfifo(folder / "more.zip")
    here = os.getcwd()
    os.chdir(folder)
    try:
        listening = socket.socket(socket.AF_UNIX)
        listening.bind("socket.ipynb")
        listening.close()
    finally:
        os.chdir(here)
    (folder / "folder.ipynb").mkdir()
