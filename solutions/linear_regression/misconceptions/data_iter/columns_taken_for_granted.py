# %% [markdown] lang="en"
# # Features with one axis are refused
#
# Features always have a row axis and a column axis.
#
# Your index names two axes: the chosen rows, and all columns. For a table that is the same as
# naming the rows alone, and for pictures too. But features of shape (n,), one number for each
# example, have no second axis, and your function stops with an error about too many indices. You
# took care of labels of that shape, and a simple regression with one variable often has its
# features in it as well.
#
# The more a function asks of its data, the fewer callers it has. Call it with `features[:, 0]`.
# Which part of your code really needs columns?

# %% [markdown] lang="zh"
# # 一维的特征用不了
#
# 特征总是有行和列两个轴。
#
# 你的下标写了两个轴：选中的行，和所有的列。对一张表来说，这和只写行是一样的，对图片也一样。可是形
# 状为 (n,) 的特征，也就是每个样本只有一个数，没有第二个轴，你的函数就会报“下标太多”的错。这种形状
# 的标签你考虑到了，而只有一个变量的简单回归，特征也常常是这种形状。
#
# 函数对数据要求越多，能用它的人就越少。用 `features[:, 0]` 调用它：你的代码里究竟哪一处需要列？

# %% fails="test_data_of_other_shapes"
import torch


def data_iter(batch_size, features, labels):
    order = torch.randperm(len(features))
    for start in range(0, len(features), batch_size):
        chosen = order[start : start + batch_size]
        yield features[chosen, :], labels[chosen]
