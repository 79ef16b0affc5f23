import random
import torch

def data_iter(batch_size, features, labels):
    where = {}
    for i in range(len(features)):
        key = str(features[i].tolist())
        if key not in where:      # every example only once!
            where[key] = i
    ids = list(where.values())
    random.shuffle(ids)
    for i in range(0, len(ids), batch_size):
        j = ids[i:i + batch_size]
        yield features[j], labels[j]
