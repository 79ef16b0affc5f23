import torch

def data_iter(batch_size, features, labels):
    # shuffle this data set only the first time
    if not hasattr(features, "my_order"):
        features.my_order = torch.randperm(len(features))
    for ids in features.my_order.split(batch_size):
        yield features[ids], labels[ids]
