# %% [markdown] lang="en"
# # Zero divided by zero
#
# In every column there is a largest value above the smallest one, so the width is never zero.
#
# For most tables your function is right. But when all values of a column are equal, the smallest
# is the largest, and you divide zero by zero. PyTorch does not stop there: it answers with `nan`,
# which stands for no number at all. From then on, everything that is computed with it becomes
# `nan` too, and a whole training can be lost to one dull column. Call your function with a table
# of one row. What is the width of each column, and what should come out according to the task?

# %% [markdown] lang="zh"
# # 零除以零
#
# 每一列的最大值总比最小值大，所以宽度不会是零。
#
# 对大多数表，你的函数是对的。但如果一列的值全都相等，最小值就是最大值，于是零除以零。PyTorch 不会停下
# 来，而是给出 `nan`，意思是“不是一个数”。从这里开始，凡是和它一起计算的都会变成 `nan`，一列毫无变化的
# 数据就可能毁掉整个训练。用只有一行的表调用你的函数：每一列的宽度是多少？按题目要求应该得到什么？

# %% fails="test_equal_values" common="yes"
import torch


def rescale(X):
    low, high = X.amin(0), X.amax(0)
    return (X - low) / (high - low)
