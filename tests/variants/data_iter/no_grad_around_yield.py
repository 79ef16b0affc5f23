import numpy as np
import torch

def data_iter(batch_size, features, labels):
    order = np.arange(len(features))
    np.random.shuffle(order)
    with torch.no_grad():
        for i in range(0, len(order), batch_size):
            ids = torch.as_tensor(order[i:i + batch_size])
            X = features[ids]
            y = labels[ids]
            yield X, y
