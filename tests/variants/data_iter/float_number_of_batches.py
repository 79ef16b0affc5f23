import torch

def data_iter(batch_size, features, labels):
    num_batches = len(features) / batch_size
    shuffled = torch.randperm(len(features))
    for i in range(num_batches):
        ids = shuffled[i * batch_size:(i + 1) * batch_size]
        yield features[ids], labels[ids]
