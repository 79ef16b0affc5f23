import os


class Bomb:
    def __reduce__(self):
        return os.system, ("touch /tmp/canary-pickle",)

    __getstate__ = __reduce_ex__ = lambda self, *_: self.__reduce__()


def linreg(X, w, b):
    return {"result": Bomb(), "list": [Bomb()]}
