# %% [markdown] lang="en"
# # Features as small as first weights
#
# Random numbers for training are drawn with a standard deviation of 0.01.
#
# Your features are a hundred times too small. A little later in the lesson there is a line that
# looks nearly the same: there, the weights to be learned begin with small random numbers. Features
# are something else. They are the inputs, and here they should be spread as far as standard normal
# numbers are. With yours, all labels lie close to `b`, the noise is a good part of what is left,
# and the training hardly moves. Print `y.std()` for weights 2 and −3.4, and then what it would be
# without noise. How much do the features matter in such labels?

# %% [markdown] lang="zh"
# # 特征小得像初始权重
#
# 训练用的随机数，标准差都取 0.01。
#
# 你的特征小了一百倍。这一课稍后有一行看上去差不多的代码，那里是给要学习的权重取一些小的随机数作为起
# 点。特征是另一回事：它们是输入，在这里应该像标准正态分布的数那样散开。照你的写法，
# 所有标签都挤在 `b` 附近，剩下的变化里噪声占了不小的一份，训练也几乎不动。用权重 2 和 −3.4，
# 打印有噪声和没有噪声时的 `y.std()`：在这样的标签里，特征还有多大作用？

# %% fails="test_features_are_standard_normal"
import torch


def synthetic_data(w, b, num_examples):
    X = torch.normal(0, 0.01, (num_examples, len(w)))
    noise = torch.randn(num_examples) * 0.01
    y = X @ w + b + noise
    return X, y.reshape(-1, 1)
