# %% [markdown] lang="en"
# # More digits come out than went in
#
# More digits are always better, so the model computes in float64 and keeps it that way.
#
# What comes in is float32, and what comes out of your function is float64. The numbers agree, so
# nothing looks wrong. But the dtype travels on: the loss becomes float64 too, and many operations
# in PyTorch, such as a matrix product, refuse two different dtypes. It also costs twice the memory,
# and on most GPUs it is far slower. Show the `dtype` of `X` and of your result. Then multiply your
# result, turned on its side, with `X`. What happens?

# %% [markdown] lang="zh"
# # 出来的精度比进去的高
#
# 位数越多越好，所以模型用 float64 计算，也就这样返回。
#
# 进去的是 float32，从你的函数出来的却是 float64。数值一致，所以看不出问题。但数据类型会一路传下去：
# 损失也变成 float64，而 PyTorch 的许多运算，例如矩阵乘法，不接受两种不同的类型。它还要占两倍的内
# 存，在多数 GPU 上也慢得多。看看 `X` 和结果的 `dtype`，再把结果转置后与 `X` 做矩阵乘法：会发生什
# 么？

# %% fails="test_shape"
import torch


def linreg(X, w, b):
    return torch.matmul(X.double(), w.double()) + b
