# %% [markdown] lang="en"
# # A tuple in the brackets means coordinates
#
# Rows can be picked with a list, a tensor or a tuple of their numbers: it is all the same.
#
# With three numbers in a tuple you get an error about too many indices. For PyTorch, as for NumPy,
# a tuple in square brackets is a list of coordinates: the first number belongs to the first axis,
# the second to the second axis. You can see why: `features[0, 1]` and `features[(0, 1)]` are one
# and the same for Python.
#
# So a tuple of two numbers even raises no error; it gives one single element instead of two rows,
# which is worse. In the notebook, compare what `features[(0, 1)]` and `features[[0, 1]]` give.
# Which shapes do they have?

# %% [markdown] lang="zh"
# # 方括号里的元组是坐标
#
# 用列表、张量或者元组都可以按编号选出行，效果一样。
#
# 元组里有三个数时，你会得到“下标太多”的错误。PyTorch 和 NumPy 都把方括号里的元组当作坐标：第一个
# 数对应第一个轴，第二个数对应第二个轴。这也不奇怪：在 Python 看来，`features[0, 1]` 和
# `features[(0, 1)]` 完全是一回事。
#
# 所以元组里只有两个数时甚至不报错，给出的是一个元素，而不是两行，这更糟。在笔记本里比较
# `features[(0, 1)]` 和 `features[[0, 1]]`：它们的形状各是什么？

# %% fails="test_batches_have_the_right_size"
import torch


def data_iter(batch_size, features, labels):
    order = tuple(torch.randperm(len(features)).tolist())
    for start in range(0, len(features), batch_size):
        chosen = order[start : start + batch_size]
        yield features[chosen], labels[chosen]
