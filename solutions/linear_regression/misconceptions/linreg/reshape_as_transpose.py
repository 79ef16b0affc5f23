# %% [markdown] lang="en"
# # A new shape is not a transpose
#
# Giving a matrix of shape (n, d) the shape (d, n) turns it on its side.
#
# The shape of your result is right, and that makes the mistake so hard to see. A reshape keeps the
# order in which the numbers lie in memory and only cuts them into rows of another length. So
# numbers from different examples end up in one column, and each prediction mixes several examples.
# With one example, or with one feature, both operations agree. Make a tensor of shape `(2, 3)` that
# holds the numbers 1 to 6, reshape it to `(3, 2)`, and compare it with its transpose.

# %% [markdown] lang="zh"
# # 改变形状不等于转置
#
# 把形状为 (n, d) 的矩阵改成 (d, n)，就是把它转置了。
#
# 结果的形状是对的，正因为这样，这个错误很难发现。`reshape` 保持数在内存里的先后顺序，只是重新切成另
# 一种长度的行。于是不同样本的数落到了同一列里，每个预测都混进了好几个样本。只有一个样本或只有一个特
# 征时，两种操作才一致。造一个形状为 `(2, 3)`、内容是 1 到 6 的张量，先改成 `(3, 2)`，再和它的转置比
# 一比。

# %% fails="test_weights"
import torch


def linreg(X, w, b):
    y_hat = torch.matmul(w.T, X.reshape(w.shape[0], -1)) + b
    return y_hat.reshape(-1, 1)
