# %% [markdown] lang="en"
# # The features are rounded
#
# A few digits are enough, and rounded numbers are easier to read.
#
# Your features have three digits after the point, and no more. The labels fit them, and a histogram
# looks like a bell. But a normal distribution gives every number a chance, and in your table the
# same values come again and again. Rounding belongs to the printing, not to the data: what has been
# cut off is lost for everything that follows. Make 8000 examples and count the different numbers in
# `X` with `torch.unique`. How many are there, and how many would you expect of independent draws?

# %% [markdown] lang="zh"
# # 特征被四舍五入了
#
# 几位数字就够用了，四舍五入之后更好看。
#
# 你的特征小数点后只有三位。标签和它们对得上，直方图看上去也是钟形。可是正态分布里，
# 每个数都有机会出现，而你的表里，同样的值一再重复。四舍五入是打印时的事，不该动数据：截掉的部分，
# 后面再也找不回来。造 8000 个样本，用 `torch.unique` 数一数 `X` 里有多少个不同的数。实际有多少？
# 独立抽取的话应该有多少？

# %% fails="test_features_are_standard_normal"
import torch


def synthetic_data(w, b, num_examples):
    X = torch.randn(num_examples, len(w))
    X = X.round(decimals=3)
    noise = torch.randn(num_examples) * 0.01
    y = X @ w + b + noise
    return X, y.reshape(-1, 1)
