# %% [markdown] lang="en"
# # `shuffle` gives nothing back
#
# `random.shuffle` returns the shuffled list.
#
# Your function stops with an error about `NoneType`, because `random.shuffle` returns `None`. It
# does its work on the list that you hand over: afterwards that very list is in a new order. You
# handed it a list that has no name, and so the shuffled list is lost, and what you keep is `None`.
#
# Python often does it this way: a function that changes an object gives nothing back, so that
# nobody takes it for a copy. Compare `sorted(numbers)` with `numbers.sort()` in the notebook: what
# does each of them return, and what happens to `numbers`?

# %% [markdown] lang="zh"
# # `shuffle` 什么也不返回
#
# `random.shuffle` 会返回打乱后的列表。
#
# 你的函数报了一个关于 `NoneType` 的错，因为 `random.shuffle` 返回的是 `None`。它直接打乱你交给它
# 的那个列表。你交给它的列表没有名字，所以打乱后的列表丢了，留下来的只有 `None`。
#
# Python 里常有这样的约定：改变对象的函数什么也不返回，免得别人以为得到了副本。在笔记本里比较
# `sorted(numbers)` 和 `numbers.sort()`：它们各返回什么，`numbers` 又变成了什么？

# %% fails="test_batches_have_the_right_size"
import random

import torch


def data_iter(batch_size, features, labels):
    order = random.shuffle(list(range(len(features))))
    for start in range(0, len(features), batch_size):
        chosen = torch.tensor(order[start : start + batch_size])
        yield features[chosen], labels[chosen]
