# %% [markdown] lang="en"
# # Only one or two dimensions
#
# Predictions are flat or they have rows and columns; there is nothing else.
#
# For vectors and matrices your function is right. But the task allows any shape. A model can
# predict a small table for each example, and then there are three dimensions; a single prediction
# may have none at all. Your function picks the first two sizes one by one and forgets about the
# rest. Writing a size down by its place always fixes the number of dimensions as well. Try a
# prediction of shape `(2, 3, 4)` and one that is just `torch.tensor(5.0)`. Can you ask for the
# whole shape at once?

# %% [markdown] lang="zh"
# # 只考虑了一维和二维
#
# 预测要么是一维的，要么有行有列，没有别的。
#
# 对向量和矩阵，你的函数是对的。但题目允许任何形状。模型可能为每个样本预测一张小表，那就有三个维度；
# 单独一个预测也可能一个维度都没有。你的函数一个一个地取前两个大小，别的就忘了。按位置去写大小，就等
# 于把维数也固定了。试一个形状`(2, 3, 4)` 的预测，再试一个只是 `torch.tensor(5.0)` 的：能不能一次就
# 问到整个形状？

# %% fails="test_any_shape"
import torch


def squared_loss(y_hat, y):
    if y_hat.dim() == 1:
        return (y_hat - y.reshape(-1)) ** 2 / 2
    return (y_hat - y.reshape(y_hat.shape[0], y_hat.shape[1])) ** 2 / 2
