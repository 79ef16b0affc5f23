"""The samplers of torch.utils.data say which rows, square brackets fetch them."""

from torch.utils.data import BatchSampler, RandomSampler


def data_iter(batch_size, features, labels):
    rows = BatchSampler(RandomSampler(range(len(features))), batch_size, drop_last=False)
    for chosen in rows:
        yield features[chosen], labels[chosen]
