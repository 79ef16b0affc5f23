# %% [markdown] lang="en"
# # Features from the uniform distribution
#
# Random numbers are random numbers, and `torch.rand` makes them.
#
# All your features lie between 0 and 1. The labels still fit them, so nothing looks broken: the
# shapes are right, and even the training works. But the task asks for another distribution, one
# with negative numbers too, with most values near 0 and a few far away. The names of two functions
# of PyTorch differ by a single letter here. Draw 10000 numbers with yours and look at the smallest,
# the largest and the mean. What would you expect of standard normal numbers?

# %% [markdown] lang="zh"
# # 特征取自均匀分布
#
# 随机数就是随机数，用 `torch.rand` 生成就行。
#
# 你的特征全都在 0 和 1 之间。标签和它们对得上，所以看不出哪里坏了：形状是对的，训练也能进行。
# 可是题目要的是另一种分布：有负数，大多数值在 0 附近，少数离得较远。PyTorch 里有两个函数，
# 名字只差一个字母。用你的函数抽 10000 个数，看看最小值、最大值和平均值。
# 标准正态分布的数应该是什么样？

# %% fails="test_features_are_standard_normal" common="yes" source="https://blog.csdn.net/wangwangstone/article/details/89815661"
import torch


def synthetic_data(w, b, num_examples):
    X = torch.rand(num_examples, len(w))
    noise = torch.randn(num_examples) * 0.01
    y = X @ w + b + noise
    return X, y.reshape(-1, 1)
