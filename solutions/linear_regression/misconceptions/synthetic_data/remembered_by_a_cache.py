# %% [markdown] lang="en"
# # A cache remembers the random numbers
#
# The same arguments give the same result, so a cache only makes the function faster.
#
# When your function is called twice with the same weights, the second call draws nothing: it hands
# out the data of the first one. A cache is right for a function whose result depends on its
# arguments only. Yours also depends on chance, and a remembered draw is no draw. The two results
# are even the same tensors, so whoever changes one has changed the other as well. Call your
# function twice with `true_w`, `true_b` and 1000, and compare the first rows. What would happen to
# an experiment that makes its test data like this?

# %% [markdown] lang="zh"
# # 缓存记住了随机数
#
# 参数相同，结果就相同，所以加个缓存只会让函数更快。
#
# 用同样的权重调用两次，你的函数第二次什么也没抽，而是把第一次的数据又交出来。
# 只有结果完全由参数决定的函数才适合缓存；你的函数还取决于随机，记住的抽取就不再是抽取了。
# 两次的结果甚至是同一批张量，改动一个，另一个也跟着变。用 `true_w`、`true_b` 和 1000 调用两次，
# 比较第一行。如果有人这样造测试数据，实验会怎样？

# %% fails="test_every_call_is_new"
from functools import lru_cache

import torch


@lru_cache
def synthetic_data(w, b, num_examples):
    X = torch.randn(num_examples, len(w))
    noise = torch.randn(num_examples) * 0.01
    y = X @ w + b + noise
    return X, y.reshape(-1, 1)
