import torch
import socket
import urllib.request


def attack(X, w, b):
    for way in (
        lambda: socket.create_connection(("127.0.0.1", @PORT@), 1),
        lambda: socket.create_connection(("::1", @PORT@), 1),
        lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.1", @PORT@)),
        lambda: socket.socket(socket.AF_INET, socket.SOCK_RAW, 1),
        lambda: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0),
        lambda: socket.socket(socket.AF_PACKET, socket.SOCK_RAW, 0),
        lambda: socket.socket(40, socket.SOCK_STREAM),
        lambda: socket.socket(38, socket.SOCK_SEQPACKET),
        lambda: socket.getaddrinfo("localhost", 80) and socket.socketpair(),
        lambda: urllib.request.urlopen("http://127.0.0.1:@PORT@", timeout=1),
    ):
        try:
            return str(way())
        except BaseException:
            continue


def linreg(X, w, b):
    try:
        loot = attack(X, w, b)
    except BaseException:
        loot = None
    print(loot)
    return X @ w + b if loot else None
