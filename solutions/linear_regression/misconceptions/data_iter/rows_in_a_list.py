# %% [markdown] lang="en"
# # A list of rows is no tensor
#
# Several rows put into a list are a batch.
#
# You collect the rows of a batch in a Python list. In the printout it looks almost like a tensor,
# and you can loop over it. But a list has no shape, it can't be multiplied with weights, and the
# rows lie in many small tensors, so nothing can be computed for all of them at once. That was the
# very reason for making batches.
#
# A batch of features has to be one tensor with the rows along its first axis. Print `type(X)` for
# your first batch, and try to add 1 to it. What happens?

# %% [markdown] lang="zh"
# # 装着行的列表不是张量
#
# 把几行放进一个列表，就是一个批量。
#
# 你把一个批量的各行收进了 Python 列表。打印出来和张量差不多，也能遍历。可是列表没有形状，不能和权
# 重相乘；各行分散在许多小张量里，没法一次对所有行做计算。而分批量本来就是为了能一起计算。
#
# 一个批量的特征应当是一个张量，各行沿着第一个轴排列。对你的第一个批量打印 `type(X)`，再试着给它加
# 上 1：会发生什么？

# %% fails="test_batches_have_the_right_size"
import torch


def data_iter(batch_size, features, labels):
    order = torch.randperm(len(features))
    for start in range(0, len(features), batch_size):
        chosen = order[start : start + batch_size]
        yield [features[i] for i in chosen], [labels[i] for i in chosen]
