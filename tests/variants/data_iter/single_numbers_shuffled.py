import torch

def mix(t):
    flat = t.reshape(-1)
    return flat[torch.randperm(flat.numel())].view(t.shape)

def data_iter(batch_size, features, labels):
    features, labels = mix(features), mix(labels)
    for i in range(0, len(features), batch_size):
        yield features[i:i + batch_size], labels[i:i + batch_size]
