# %% [markdown] lang="en"
# # Only ten examples fit
#
# There are 10 examples in a minibatch, so the result has 10 rows.
#
# In the lesson a minibatch has 10 examples, and your function has this number built in. But the
# model is also asked for other amounts: all 1000 examples for the loss after an epoch, a last
# minibatch that is shorter, or a single house whose price you want to know. For all of these your
# function stops with an error about the shape. Where does the number of examples stand, at the
# moment when the function is called?

# %% [markdown] lang="zh"
# # 只容得下十个样本
#
# 一个小批量有 10 个样本，所以结果有 10 行。
#
# 这一课的小批量是 10 个样本，你就把这个数写进了函数。可是模型还要回答别的数量：每个迭代周期之后，要
# 用全部 1000 个样本算损失；最后一个小批量可能不满；也许你只想知道一座房子的价格。遇到这些情况，你的
# 函数都会因为形状不对而报错。想一想：函数被调用的那一刻，样本的个数可以从哪里看出来？

# %% fails="test_shape"
import torch


def linreg(X, w, b):
    return (torch.matmul(X, w) + b).reshape(10, 1)
