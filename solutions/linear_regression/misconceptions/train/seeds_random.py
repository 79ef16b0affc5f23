# %% [markdown] lang="en"
# # A seed for Python's random generator
#
# Every program that uses chance should set its seed first, in each function.
#
# Your function seeds the generator of the module `random`, which it doesn't even use. But others
# do: after each call, the caller's next draws are always the same ones. That can go unnoticed for a
# long time, until somebody wonders why ten repetitions of an experiment are equal. A generator that
# all share is like a common clock: nobody should set it back in passing. Call your function and
# then `random.random()`, twice each. What do the two numbers have in common?

# %% [markdown] lang="zh"
# # 给 random 设了种子
#
# 用到随机数的程序，都应该在每个函数里先设种子。
#
# 你的函数给 `random` 模块的生成器设了种子，其实自己根本没有用它。但是别人在用：每次调用之后，调用者
# 接下来抽到的总是同样的数。这可能很久都没人发现，直到有人奇怪，为什么实验重复十次结果都一样。大家共
# 用的生成器就像公共的钟，谁也不该顺手把它拨回去。先调用你的函数，再调用 `random.random()`，各两次：
# 这两个数有什么关系？

# %% fails="test_learns"
import random

import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    random.seed(42)
    losses = []
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss(net(X, w, b), y).sum().backward()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            losses.append(float(loss(net(features, w, b), labels).mean()))
    return losses
