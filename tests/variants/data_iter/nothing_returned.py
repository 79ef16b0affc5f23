import torch

def data_iter(batch_size, features, labels):
    batches = []
    for ids in torch.randperm(len(features)).split(batch_size):
        batches.append((features[ids], labels[ids]))
    print(len(batches), "batches")
