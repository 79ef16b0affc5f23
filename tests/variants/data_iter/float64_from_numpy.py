import numpy as np
import torch

def data_iter(batch_size, features, labels):
    dev = features.device
    xs = np.array(features.tolist())
    ys = np.array(labels.tolist())
    perm = np.random.permutation(len(xs))
    for i in range(0, len(xs), batch_size):
        take = perm[i:i + batch_size]
        yield torch.from_numpy(xs[take]).to(dev), torch.from_numpy(ys[take]).to(dev)
