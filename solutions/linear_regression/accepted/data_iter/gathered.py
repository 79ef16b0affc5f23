"""Rows by Tensor.gather on the flattened examples, shaped back afterwards."""

import torch


def rows_of(data, chosen):
    flat = data.reshape(len(data), -1)
    index = chosen.to(data.device)[:, None].expand(-1, flat.shape[1])
    return flat.gather(0, index).reshape(len(chosen), *data.shape[1:])


def data_iter(batch_size, features, labels):
    order = torch.randperm(len(features))
    for chosen in torch.split(order, batch_size):
        yield rows_of(features, chosen), rows_of(labels, chosen)
