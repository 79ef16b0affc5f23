# %% [markdown] lang="en"
# # One example, many times
#
# Multiplying a list by n makes n rows, and each of them is drawn at random.
#
# Your data set holds the same example n times over. The row is drawn once, before the
# multiplication; the star then repeats the finished row and doesn't draw again. The shape is right,
# and since each label has a noise of its own, even the labels differ a little. But with one point
# alone no weights can be found: countless models go through it. Run `[random.random()] * 3` in a
# cell. How many times was the function called, and how often would it have to be called for a whole
# data set?

# %% [markdown] lang="zh"
# # 同一个样本重复了很多遍
#
# 列表乘以 n 就得到 n 行，每一行都是随机抽取的。
#
# 你的数据里只有一个样本，重复了 n 遍。那一行在相乘之前只抽了一次，星号把抽好的一行重复 n 遍，
# 并不会重新抽。形状是对的，而且每个标签有自己的噪声，所以标签看上去还略有不同。
# 可是只凭一个点找不出权重：经过它的模型数也数不清。在单元格里运行 `[random.random()] * 3`：
# 函数被调用了几次？要造一整份数据，应该调用多少次？

# %% fails="test_features_are_standard_normal" source="https://limdauto.me/blog/create-multi-dimensional-arrays-in-pure-python/"
import random

import torch


def synthetic_data(w, b, num_examples):
    X = torch.tensor([[random.gauss(0, 1) for _ in w]] * num_examples)
    noise = torch.randn(num_examples) * 0.01
    y = X @ w + b + noise
    return X, y.reshape(-1, 1)
