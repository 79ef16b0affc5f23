# %% [markdown] lang="en"
# # The features are used as noise
#
# The features are random numbers already, so they can serve for the noise as well.
#
# Your noise has the right mean, the right spread and the right form, and yet it is no noise.
# Whoever knows the first feature of an example knows its error. Your labels lie exactly on a model
# again, in which the first weight is larger by 0.01, and a training will find that weight in place
# of the true one. Noise must have nothing to do with the features. Compute the errors
# `y[:, 0] - (X @ w + b)` and draw them against each column of `X`. What should such a picture look
# like?

# %% [markdown] lang="zh"
# # 拿特征当噪声
#
# 特征本来就是随机数，拿来当噪声也可以。
#
# 你的噪声均值对，标准差对，分布也对，却算不上噪声。只要知道一个样本的第一个特征，就知道它的误差。
# 你的标签又精确地落在了一个模型上，只是第一个权重大了 0.01，训练找到的会是这个权重，
# 而不是真正的那个。噪声不应该和特征有任何关系。算出误差 `y[:, 0] - (X @ w + b)`，
# 分别对 `X` 的每一列画图：这样的图应该是什么样子？

# %% fails="test_noise"
import torch


def synthetic_data(w, b, num_examples):
    X = torch.randn(num_examples, len(w))
    noise = X[:, 0] * 0.01
    y = X @ w + b + noise
    return X, y.reshape(-1, 1)
