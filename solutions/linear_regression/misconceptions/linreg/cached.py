# %% [markdown] lang="en"
# # Old predictions from a cache
#
# The same arguments give the same result, so it can be kept.
#
# The cache recognises a tensor by which object it is, not by the numbers in it. In training `w` and
# `b` stay the same objects while their numbers change with every step. So whoever measures the loss
# after each epoch with the same `X` gets the very first predictions again, and the loss seems to
# stand still. The cache also keeps all the minibatches of the training alive. Call your function,
# add 1 to `b` in place without gradients, and call it again. Does the result move?

# %% [markdown] lang="zh"
# # 缓存里的旧预测
#
# 参数相同，结果就相同，所以可以存起来。
#
# 缓存认的是“是不是同一个张量对象”，而不是里面的数。训练时，`w` 和 `b` 一直是同样的对象，里面的数却
# 每一步都在变。于是用同一个 `X` 在每个迭代周期后算损失的人，拿到的总是最初的预测，损失好像停住不
# 动。缓存还会让训练中所有的小批量一直占着内存。调用你的函数，在不记录梯度的情况下把 `b` 原地加 1，
# 再调用一次：结果变了吗？

# %% fails="test_bias"
from functools import lru_cache

import torch


@lru_cache
def linreg(X, w, b):
    return torch.matmul(X, w) + b
