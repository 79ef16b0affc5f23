# %% [markdown] lang="en"
# # All features of an example are equal
#
# Each example gets a random number, and its features are filled with it.
#
# In every row of your `X` the same number stands in all columns. Each column alone is a perfect
# sample of the normal distribution, so mean and spread look right. But the columns are copies of
# each other, and such data can't tell the weights apart: weights 2 and 3 make the same labels as
# weights 5 and 0. A training finds some pair with the right sum and never the true one. Print three
# rows of `X`, or draw its first column against its second one. What do you see, and how should
# independent features look?

# %% [markdown] lang="zh"
# # 一个样本的特征全都相等
#
# 每个样本抽一个随机数，再用它填满所有特征。
#
# 你的 `X` 每一行里，各列都是同一个数。单看每一列，都是很好的正态样本，所以均值和标准差没有问题。
# 可是各列互为翻版，用这样的数据分不清权重：权重 2 和 3 生成的标签，与权重 5 和 0 的完全一样。
# 训练只能找到一组和数正确的权重，找不到真正的那组。打印 `X` 的三行，或者以第一列为横轴、
# 第二列为纵轴画图：你看到了什么？彼此独立的特征应该是什么样？

# %% fails="test_features_are_standard_normal"
import torch


def synthetic_data(w, b, num_examples):
    X = torch.randn(num_examples, 1).repeat(1, len(w))
    noise = torch.randn(num_examples) * 0.01
    y = X @ w + b + noise
    return X, y.reshape(-1, 1)
