# %% [markdown] lang="en"
# # The predictions are a flat list
#
# A prediction is one number, so n predictions are a flat tensor of n numbers.
#
# Your numbers are right, but they lie in one row of shape `(n,)`, and the labels of this lesson
# stand in a column of shape `(n, 1)`. PyTorch does not complain when the two meet. It broadcasts:
# every prediction is compared with every label. Where the labels are flat too, as in some other
# programs, nothing goes wrong, so the habit is easy to keep. Make a flat tensor with 3 elements and
# a column with 3 elements. Which shape does their difference have?

# %% [markdown] lang="zh"
# # 预测被摊平了
#
# 一个预测就是一个数，所以 n 个预测就是由 n 个数组成的一维张量。
#
# 你算出的数都对，只是形状是 `(n,)`，而这一课的标签是形状为 `(n, 1)` 的一列。两者相遇时 PyTorch 不会
# 报错，而是做广播：每个预测都去和每个标签比较。在标签也是一维的程序里，这样写不会出事，所以很容易养
# 成习惯。造一个有 3 个元素的一维张量，再造一个 3 行 1 列的张量，两者相减，得到的形状是什么？

# %% fails="test_shape" common="yes" source="https://github.com/pytorch/pytorch/issues/16045"
import torch


def linreg(X, w, b):
    return (torch.matmul(X, w) + b).reshape(-1)
