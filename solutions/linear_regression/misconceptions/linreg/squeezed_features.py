# %% [markdown] lang="en"
# # Squeezing breaks a batch of one
#
# Squeezing tidies up a tensor and never does any harm.
#
# As long as there are several examples with several features, squeezing does nothing to `X`, and
# all is well. But an axis of size 1 can also mean something: one example, or one feature. Then it
# is taken away, the rows and columns of `X` are gone, and the product has another shape or is
# refused. Such a program works for a whole training and fails on the last small minibatch. Which
# shape is left of a tensor of shape `(1, 4)`, and which of one of shape `(1, 1)`, after squeezing?

# %% [markdown] lang="zh"
# # 挤压让只有一个样本的批量出错
#
# `squeeze` 只是把张量整理一下，从来不会有坏处。
#
# 只要样本和特征都不止一个，挤压对 `X` 什么也不做，一切正常。但大小为 1 的轴也可能有意义：它表示只有
# 一个样本，或者只有一个特征。这时这条轴被去掉了，`X` 不再有行和列，乘积的形状就变了，甚至算不出来。
# 这样的程序可以顺利训练很久，却在最后一个小批量上失败。形状为 `(1, 4)` 和 `(1, 1)` 的张量，挤压之后
# 各剩下什么形状？

# %% fails="test_shape" source="https://github.com/layumi/Person_reID_baseline_pytorch/issues/77"
import torch


def linreg(X, w, b):
    return torch.matmul(X.squeeze(), w) + b
