# %% [markdown] lang="en"
# # `random.shuffle` spoils a tensor
#
# `random.shuffle` shuffles a tensor as it shuffles a list.
#
# After your shuffle some numbers stand there twice and others are gone. `random.shuffle` swaps two
# places at a time, with Python's way of swapping. For a list that is fine. But an element of a
# tensor is no number of its own, only a view of a place in memory: when the first place is
# overwritten, the view of it changes too, and so both places end up with the same value.
#
# There is no error, and the result looks random enough. Shuffle `torch.arange(10)` this way in the
# notebook and sort it. What do you see?

# %% [markdown] lang="zh"
# # `random.shuffle` 弄坏了张量
#
# `random.shuffle` 打乱张量和打乱列表一样。
#
# 打乱之后，有的编号出现了两次，有的不见了。`random.shuffle` 每次用 Python 的写法交换两个位置。对
# 列表来说没有问题；可是张量的一个元素并不是独立的数，只是内存中某个位置的视图：第一个位置被改写时，
# 指向它的视图也跟着变了，结果两个位置的值一样。
#
# 这里没有报错，结果看上去也够乱的。在笔记本里这样打乱 `torch.arange(10)`，再排序：你看到了什么？

# %% fails="test_every_example_comes_once" source="https://github.com/pytorch/pytorch/issues/18934"
import random

import torch


def data_iter(batch_size, features, labels):
    order = torch.arange(len(features))
    random.shuffle(order)
    for start in range(0, len(features), batch_size):
        chosen = order[start : start + batch_size]
        yield features[chosen], labels[chosen]
