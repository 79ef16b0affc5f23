class Bad(Exception):
    def __str__(self):
        raise Bad()

    __repr__ = __str__


def linreg(X, w, b):
    raise Bad("no")
