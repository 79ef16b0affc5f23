# %% [markdown] lang="en"
# # Shuffled once and never again
#
# It is enough to shuffle a data set once, and the order can be kept for later passes.
#
# The first pass gives a fair random order. You keep this order together with the features, and each
# later pass over the same data uses it again. So all epochs see the same batches in the same
# sequence: examples that met in one batch meet there for ever. With other data a new order is made,
# so a test that makes new data for each pass finds nothing.
#
# The training loop calls your function with the very same tensors in every epoch. Do the same in
# the notebook: make two passes over `features` and compare the first batches. Are they different?

# %% [markdown] lang="zh"
# # 只打乱一次，以后再也不打乱
#
# 一个数据集打乱一次就够了，顺序可以留着以后用。
#
# 第一遍的顺序是公平的随机顺序。你把它和特征存在一起，以后对同样的数据就一直用它。于是每一轮的批量
# 和次序都一样，在同一个批量里碰到的样本永远在一起。换了数据会另做一个顺序，所以每次都新建数据的测
# 试发现不了。
#
# 训练循环在每一轮里用的正是同样的张量。你也在笔记本里这样做：对 `features` 走两遍，比较两遍的第一
# 个批量，它们不同吗？

# %% fails="test_new_order_in_every_pass"
from functools import lru_cache

import torch


@lru_cache
def order_of(features):
    return torch.randperm(len(features))


def data_iter(batch_size, features, labels):
    order = order_of(features)
    for start in range(0, len(features), batch_size):
        chosen = order[start : start + batch_size]
        yield features[chosen], labels[chosen]
