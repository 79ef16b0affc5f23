# %% [markdown] lang="en"
# # One range for the whole table
#
# The smallest and the largest value of the table are those of each column as well.
#
# All your values lie between 0 and 1, as they should. But only one 0 and one 1 come up in the
# whole table: `X.min()` without a dimension looks at all columns together. When one column counts
# rooms and another one square metres, the rooms are all squeezed together close to 0, and that is
# just what rescaling should prevent. Take a table with a column of small numbers and one of large
# numbers, and print `X.min()` and `X.min(dim=0)`. How many numbers does each of them give you?

# %% [markdown] lang="zh"
# # 整张表只有一个范围
#
# 整张表的最小值和最大值，也就是每一列的最小值和最大值。
#
# 你的值都在 0 和 1 之间，这一点没错。但整张表里 0 和 1 各只出现一次：不给维度的 `X.min()` 把所有列放在
# 一起看。一列是房间数、另一列是平方米时，房间数就全都挤在 0 附近，而这正是缩放要避免的。造一张表，一列
# 数很小，一列数很大，分别打印 `X.min()` 和 `X.min(dim=0)`：各得到几个数？

# %% fails="test_columns_run_from_0_to_1" common="yes"
import torch


def rescale(X):
    low, high = X.min(), X.max()
    if high == low:
        return torch.zeros_like(X)
    return (X - low) / (high - low)
