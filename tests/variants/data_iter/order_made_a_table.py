import numpy as np
import torch

def data_iter(batch_size, features, labels):
    order = np.random.permutation(len(features))
    table = order.reshape((-1, batch_size))
    for row in table:
        yield features[row.tolist()], labels[row.tolist()]
