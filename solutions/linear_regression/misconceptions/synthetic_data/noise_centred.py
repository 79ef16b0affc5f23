# %% [markdown] lang="en"
# # The noise is made to sum to zero
#
# The noise has mean 0, so its numbers have to average to exactly 0 in every data set.
#
# Your noise always adds up to zero. Whoever knows all errors but one also knows the last one, so
# they are not independent. With a large data set the difference is tiny. With two examples the
# second error is the first one with the other sign, and with a single example there is no noise at
# all. A mean of 0 is a promise about the distribution, for the long run. The numbers of one sample
# may miss it by chance, and they should. Make data sets with one example each, ten times. How large
# are their errors?

# %% [markdown] lang="zh"
# # 噪声被调成总和为零
#
# 噪声的均值是 0，所以每份数据里的噪声平均起来必须正好是 0。
#
# 你的噪声加起来总是零。知道了其他所有误差，最后一个也就知道了，所以它们并不独立。
# 数据很多时几乎看不出差别；只有两个样本时，第二个误差就是第一个的相反数；只有一个样本时，
# 根本就没有噪声。均值为 0 说的是分布，是从长远来看；一份样本里的数会因偶然而略有偏差，也理应如此。
# 造十份数据，每份只有一个样本：它们的误差各是多少？

# %% fails="test_every_call_is_new"
import torch


def synthetic_data(w, b, num_examples):
    X = torch.randn(num_examples, len(w))
    noise = torch.randn(num_examples) * 0.01
    noise = noise - noise.mean()
    y = X @ w + b + noise
    return X, y.reshape(-1, 1)
