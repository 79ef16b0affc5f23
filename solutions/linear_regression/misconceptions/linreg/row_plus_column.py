# %% [markdown] lang="en"
# # A row plus a column makes a square
#
# The bias as a column, one for each example, can be added to any n numbers.
#
# You add a flat tensor of n predictions and a column of n biases. Broadcasting lays the flat one
# down as a row, and a row plus a column gives a square: each prediction with each bias. No error
# appears, since broadcasting is allowed to do this. The extra columns show only when you look at
# the shape, and for n = 1 they don't show at all. Print the shapes of both parts just before the
# sum. On which side does PyTorch add the missing axis?

# %% [markdown] lang="zh"
# # 一行加一列，变成了方阵
#
# 把偏置排成一列，每个样本一个，就能和任何 n 个数相加。
#
# 你把 n 个预测组成的一维张量，和 n 个偏置组成的一列相加。广播把一维张量当成一行，一行加一列得到一个
# 方阵：每个预测都和每个偏置加了一次。这不会报错，因为广播允许这样做。只有看形状时才会发现多出来的
# 列，而 n = 1 时根本看不出来。在相加之前，把两部分的形状都打印出来：PyTorch 把缺少的轴补在了哪一
# 边？

# %% fails="test_shape"
import torch


def linreg(X, w, b):
    y_hat = torch.matmul(X, w).reshape(-1)
    return y_hat + b.repeat(len(X), 1)
