# %% [markdown] lang="en"
# # The examples are sorted
#
# The order of the examples doesn't matter, so they may as well be sorted for a nice plot.
#
# Your examples come in the order of their first feature: the small ones first, the large ones last.
# The numbers themselves are right, and features and labels still belong together. But each example
# now tells something about the next one, so they are no longer independent. Whoever takes the first
# 800 for training and the last 200 for a test learns on one part of the world and is tested on
# another. Compare the mean of `X[:100, 0]` with that of `X[-100:, 0]`. How far apart should they be
# in independent draws?

# %% [markdown] lang="zh"
# # 样本被排了序
#
# 样本的顺序无关紧要，不如排好序，画图也好看。
#
# 你的样本按第一个特征从小到大排列。数值本身没有错，特征和标签也仍然配对。
# 可是现在从一个样本就能猜到下一个，它们不再彼此独立。如果有人拿前 800 个来训练，拿后 200 个来测试，
# 那就是在一个范围里学习，却在另一个范围里考试。比较 `X[:100, 0]` 和 `X[-100:, 0]` 的平均值：
# 如果是独立抽取的，它们应该相差多少？

# %% fails="test_features_are_standard_normal"
import torch


def synthetic_data(w, b, num_examples):
    X = torch.randn(num_examples, len(w))
    X = X[X[:, 0].argsort()]
    noise = torch.randn(num_examples) * 0.01
    y = X @ w + b + noise
    return X, y.reshape(-1, 1)
