import torch

def data_iter(batch_size, features, labels):
    n = len(features)
    rank = torch.randperm(n, device=features.device)
    for low in range(0, n, batch_size):
        mask = (rank >= low) & (rank < low + batch_size)
        yield features[mask], labels[mask]
