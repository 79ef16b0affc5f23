# %% [markdown] lang="en"
# # The weights are lying on their side
#
# In a matrix product the weights always have to be transposed.
#
# In many programs the weights are stored with one row per output, and there they are turned before
# the product. Here `w` already comes as a column of shape `(d, 1)`. Turned on its side it has one
# row, and the inner sizes do not meet any more, so PyTorch refuses. Only when there is one single
# feature does it happen to work. Write the shapes of both factors next to each other on paper.
# Which two numbers have to be equal, and which two are left for the result?

# %% [markdown] lang="zh"
# # 权重被多转置了一次
#
# 做矩阵乘法时，权重总是要先转置。
#
# 许多程序里，权重按“每个输出一行”存放，所以相乘之前要转置。这里的 `w` 本来就是形状为 `(d, 1)` 的一
# 列，再转置就变成一行，相邻的两个大小对不上，PyTorch 只好报错。只有在特征恰好只有一个时才碰巧能用。
# 把两个因子的形状并排写在纸上：哪两个数必须相等？剩下哪两个数成为结果的形状？

# %% fails="test_shape" common="yes"
import torch


def linreg(X, w, b):
    return torch.matmul(X, w.T) + b
