import numpy as np
import torch

def data_iter(batch_size, features, labels):
    n = len(features)
    n_batches = -(-n // batch_size)
    parts = np.array_split(np.random.permutation(n), n_batches)
    for part in parts:
        part = torch.from_numpy(part)
        yield features[part], labels[part]
