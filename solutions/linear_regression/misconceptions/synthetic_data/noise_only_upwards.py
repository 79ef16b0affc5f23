# %% [markdown] lang="en"
# # The noise only makes labels larger
#
# An error has a size, and a size is not negative.
#
# Every label of yours lies above the model, never below it. So the errors don't even out: on
# average a label is too large by about 0.008. A training can't know that. It will take this average
# for a part of the bias, and the bias that it finds will be wrong, no matter how many examples you
# make. An error that goes to both sides equally often does not have this effect. Make 10000
# examples and compute the mean of `y[:, 0] - (X @ w + b)`. Which mean does the task ask for?

# %% [markdown] lang="zh"
# # 噪声只会让标签变大
#
# 误差有大小，而大小不会是负数。
#
# 你的标签全都在模型的上方，从来不在下方。这样误差就不能互相抵消，平均下来每个标签偏大约 0.008。
# 训练程序并不知道这一点，它会把这个平均值当成偏置的一部分，所以无论造多少样本，找到的偏置都是错的。
# 如果误差向两边偏的机会相等，就不会这样。造 10000 个样本，算一算 `y[:, 0] - (X @ w + b)` 的平均值：
# 题目要求的均值是多少？

# %% fails="test_noise"
import torch


def synthetic_data(w, b, num_examples):
    X = torch.randn(num_examples, len(w))
    noise = torch.randn(num_examples).abs() * 0.01
    y = X @ w + b + noise
    return X, y.reshape(-1, 1)
