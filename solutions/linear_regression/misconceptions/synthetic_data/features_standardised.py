# %% [markdown] lang="en"
# # The features are standardised
#
# Standard normal features have exactly mean 0 and standard deviation 1 in every column.
#
# In each data set your columns have the mean 0 and the standard deviation 1, to the last digit.
# Independent draws would miss both a little, by chance. So each of your numbers depends on all the
# others of its column. In a large table this is hardly visible. In a small one it is: with two
# examples a column can only hold 1 and −1, and with a single example all features are 0.
# Standardising is made for measured data whose scale nobody knows. Make ten data sets with one
# example each: which values do the features take?

# %% [markdown] lang="zh"
# # 特征被标准化了
#
# 标准正态的特征，每一列的均值正好是 0，标准差正好是 1。
#
# 在每份数据里，你的各列均值都是 0，标准差都是 1，分毫不差。独立抽取的数会因偶然而略有偏差，
# 所以你的每个数其实都依赖于同一列里的其他数。表很大时几乎看不出来，表小就明显了：两个样本时，
# 一列里只能是 1 和 −1；只有一个样本时，特征全是 0。标准化是用来处理尺度未知的测量数据的。
# 造十份数据，每份一个样本：特征取了哪些值？

# %% fails="test_features_are_standard_normal"
import torch


def synthetic_data(w, b, num_examples):
    X = torch.randn(num_examples, len(w))
    X = (X - X.mean(dim=0)) / (X.std(dim=0, unbiased=False) + 1e-8)
    noise = torch.randn(num_examples) * 0.01
    y = X @ w + b + noise
    return X, y.reshape(-1, 1)
