# %% [markdown] lang="en"
# # 0.01 taken for the variance
#
# The 0.01 in the task is the variance of the noise, so the standard deviation is its square root.
#
# Your noise is ten times as strong as it should be. Two numbers describe the width of a normal
# distribution: the variance, and its square root, the standard deviation. Mathematics books often
# write the variance into the brackets of N( , ), programs mostly ask for the standard deviation, so
# it is easy to take one for the other. Read the task again: which of the two does it name? Then
# draw 1000 numbers from your noise and let `.std()` tell you what you have. Is it the number that
# the task gives?

# %% [markdown] lang="zh"
# # 把 0.01 当成了方差
#
# 题目里的 0.01 是噪声的方差，所以标准差是它的平方根。
#
# 你的噪声比要求的强了十倍。描述正态分布的宽窄有两个数：方差，以及它的平方根，也就是标准差。
# 数学书常把方差写进 N( , ) 的括号里，程序函数却大多要标准差，两者很容易弄混。再读一遍题目：
# 它给出的是哪一个？然后从你的噪声里抽 1000 个数，用 `.std()` 看一看，它等于题目给的那个数吗？

# %% fails="test_noise" common="yes" source="https://github.com/zackchase/mxnet-the-straight-dope/issues/313"
import torch


def synthetic_data(w, b, num_examples):
    X = torch.randn(num_examples, len(w))
    noise = torch.randn(num_examples) * 0.01 ** 0.5
    y = X @ w + b + noise
    return X, y.reshape(-1, 1)
