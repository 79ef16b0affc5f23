"""Random numbers of the operating system; prints how far it is; keyword arguments in calls."""

import random

import torch


def data_iter(batch_size, features, labels, verbose=True):
    indices = list(range(len(features)))
    random.SystemRandom().shuffle(indices)
    done = 0
    for start in range(0, len(indices), batch_size):
        chosen = torch.tensor(data=indices[start : start + batch_size], device=features.device)
        done += len(chosen)
        if verbose:
            print(f"{done}/{len(indices)} examples", end="\r")
        yield (features[chosen], labels[chosen])
