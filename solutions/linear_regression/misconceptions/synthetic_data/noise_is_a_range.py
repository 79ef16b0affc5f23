# %% [markdown] lang="en"
# # 0.01 as the largest error
#
# A noise of 0.01 means that a label is wrong by 0.01 at the most.
#
# Your errors never leave the range from −0.01 to 0.01, and inside it each size is equally likely.
# Many devices are sold with such a promise. A standard deviation says something else. It is the
# size of a typical error: in a normal distribution about one error in three is larger, small ones
# are more frequent than large ones, and there is no hard limit. That is also why your noise is too
# narrow. Draw 10000 normal numbers: how many are larger than their standard deviation, and how
# large is the largest?

# %% [markdown] lang="zh"
# # 把 0.01 当成最大误差
#
# 噪声是 0.01，意思是标签最多差 0.01。
#
# 你的误差从不超出 −0.01 到 0.01 的范围，而且范围内每种大小都同样常见。
# 许多仪器的说明书上写的就是这种保证，但标准差说的是另一回事：它是误差通常的大小。在正态分布里，
# 大约每三个误差就有一个比它大，小误差比大误差常见，而且没有硬性的上限。所以你的噪声也太窄了。
# 抽 10000 个正态随机数：有多少个的大小超过标准差？最大的是多少？

# %% fails="test_noise"
import torch


def synthetic_data(w, b, num_examples):
    X = torch.randn(num_examples, len(w))
    noise = torch.empty(num_examples).uniform_(-0.01, 0.01)
    y = X @ w + b + noise
    return X, y.reshape(-1, 1)
