def linreg(X, w, b):
    group = ValueError("leaf")
    for _ in range(500):
        group = ExceptionGroup("group", [group])
    group.__cause__ = group
    raise group
