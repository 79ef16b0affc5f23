"""A numpy Generator of its own, which draws float32 itself."""

import numpy as np
import torch

RNG = np.random.default_rng()


def synthetic_data(w, b, num_examples, rng=RNG):
    X = torch.from_numpy(rng.standard_normal((num_examples, len(w)), dtype=np.float32))
    noise = torch.from_numpy(rng.standard_normal((num_examples, 1), dtype=np.float32))
    return X, X @ w.view(-1, 1) + b + 0.01 * noise
