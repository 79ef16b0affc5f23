# %% [markdown] lang="en"
# # A column of ones in the features
#
# The bias is the weight of a feature that is always 1, and this feature belongs to `X`.
#
# Your labels are right, but `X` has one column more than there are weights. In statistics it is
# common to put a column of ones in front, so that the bias becomes one more weight. It is a good
# trick for a computation. In this lesson, though, the model adds its bias itself, so it would get
# weights of the wrong number, or a bias that is learned twice. The column is also no draw from a
# normal distribution. Print the mean and the spread of each column of `X`: which one is not like
# the others?

# %% [markdown] lang="zh"
# # 特征里多了一列 1
#
# 偏置就是一个恒为 1 的特征的权重，这个特征也属于 `X`。
#
# 你的标签是对的，但 `X` 的列数比权重多一个。统计学里常在最前面放一列 1，这样偏置就成了又一个权重，
# 计算时这是个好办法。可是在这一课里，模型自己会加上偏置，于是权重的个数对不上，或者偏置被学了两遍。
# 而且这一列也不是从正态分布里抽出来的。打印 `X` 每一列的均值和标准差：哪一列和别的不一样？

# %% fails="test_shapes"
import torch


def synthetic_data(w, b, num_examples):
    X = torch.randn(num_examples, len(w))
    X = torch.cat([torch.ones(num_examples, 1), X], dim=1)
    w = torch.cat([torch.tensor([b]), w])
    noise = torch.randn(num_examples) * 0.01
    y = X @ w + noise
    return X, y.reshape(-1, 1)
