# %% [markdown] lang="en"
# # The parameter loses its shape
#
# A parameter is a vector of numbers, so it can be stored as a flat one.
#
# The numbers are right, but a parameter of shape (2, 1) has the shape (2,) after your step. The
# model multiplies matrices, and it counts on the column: with a flat vector it stops with an error,
# or, which is worse, it gives predictions of another shape, and the loss compares every prediction
# with every label. For a bias or for any flat parameter you see no difference. Print the shape of a
# parameter of shape (2, 1) before and after a call. What should a step change, and what should it
# leave alone?

# %% [markdown] lang="zh"
# # 参数丢了形状
#
# 参数就是一串数，所以可以存成一个平的向量。
#
# 数是对的，可是形状为 (2, 1) 的参数，走了你的一步以后，形状成了 (2,)。模型做的是矩阵乘法，需要的是
# 一列：遇到平的向量，它会报错；更糟的是，它给出另一种形状的预测，于是损失会拿每个预测去跟每个标签比
# 较。对偏置，或者本来就是平的参数，你看不出差别。取一个形状为 (2, 1) 的参数，在调用前后各打印一次形
# 状：一步应该改变什么，又应该保留什么？

# %% fails="test_all_parameters"
import torch


def sgd(params, lr, batch_size):
    with torch.no_grad():
        for param in params:
            step = lr * param.grad / batch_size
            param.grad = None
            param.data = (param - step).flatten()
