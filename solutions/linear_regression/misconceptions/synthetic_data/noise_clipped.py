# %% [markdown] lang="en"
# # Large errors are cut off
#
# Errors beyond three standard deviations are outliers and have to be kept out.
#
# Your noise never goes beyond 0.03. In a normal distribution about one number in 370 does, and
# there is no last limit. These few are no accident that one should repair: they belong to the
# distribution, and a method that is tested without them looks better than it is. With a small data
# set you will hardly notice, because such errors are rare. Draw 100000 standard normal numbers and
# count how many lie beyond 3, and how far the farthest one is. How does that compare with your
# noise?

# %% [markdown] lang="zh"
# # 大的误差被截掉了
#
# 超过三个标准差的误差是异常值，应该排除。
#
# 你的噪声从不超过 0.03。在正态分布里，大约每 370 个数就有一个超过三个标准差，而且没有最后的界限。
# 这少数几个并不是需要修补的意外，它们本来就属于这个分布；没有它们来检验，一个方法会显得比实际更好。
# 数据少时你很难察觉，因为这样的误差本来就少见。抽 100000 个标准正态随机数，
# 数一数超过 3 的有多少个，最远的有多远。和你的噪声比一比，有什么不同？

# %% fails="test_noise"
import torch


def synthetic_data(w, b, num_examples):
    X = torch.randn(num_examples, len(w))
    noise = (torch.randn(num_examples) * 0.01).clamp(-0.03, 0.03)
    y = X @ w + b + noise
    return X, y.reshape(-1, 1)
