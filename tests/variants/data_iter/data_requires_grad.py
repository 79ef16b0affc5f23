import torch

def data_iter(batch_size, features, labels):
    features.requires_grad_()
    order = torch.randperm(len(features))
    for ids in torch.split(order, batch_size):
        yield features[ids], labels[ids]
