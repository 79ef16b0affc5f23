"""The rows are chosen in numpy; back come float32 tensors on the data's device."""

import numpy as np
import torch


def data_iter(batch_size, features, labels):
    device = features.device
    X, y = features.detach().cpu().numpy(), labels.detach().cpu().numpy()
    order = np.arange(X.shape[0])
    np.random.shuffle(order)
    for start in range(0, X.shape[0], batch_size):
        chosen = order[start : start + batch_size]
        yield torch.from_numpy(X[chosen]).to(device), torch.as_tensor(y[chosen]).to(device)
