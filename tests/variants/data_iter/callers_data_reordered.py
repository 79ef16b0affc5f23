import torch

def data_iter(batch_size, features, labels):
    n = len(labels)
    p = torch.randperm(n, device=features.device)
    features.copy_(features[p])
    labels.copy_(labels[p])
    out = []
    for a in range(0, n, batch_size):
        b = min(a + batch_size, n)
        out.append((features[a:b].clone(), labels[a:b].clone()))
    return out
