"""numpy's newer generator at module level, and np.split with cut points."""

import numpy as np
import torch

rng = np.random.default_rng()


def data_iter(batch_size, features, labels):
    order = rng.permutation(len(features))
    for part in np.split(order, np.arange(batch_size, len(order), batch_size)):
        chosen = torch.from_numpy(part)
        yield features[chosen], labels[chosen]
