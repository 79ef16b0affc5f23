# %% [markdown] lang="en"
# # The noise is a part of the label
#
# A noise of 0.01 means that every label is off by about one percent.
#
# Your errors are large where the label is large, and close to nothing where the label is near 0.
# That is how some real instruments behave, but not this model: its error is added, and it doesn't
# know how large the label is. With small labels your program and the right one look alike, so it is
# easily overlooked. Choose a bias of 1000 and make a few examples. How far are the labels from
# `X @ w + b`, and does the task say anything about `b` where it describes the noise?

# %% [markdown] lang="zh"
# # 噪声按标签的比例来算
#
# 噪声是 0.01，意思是每个标签大约偏差百分之一。
#
# 标签大的地方，你的误差就大；标签接近 0 的地方，几乎没有误差。有些真实的仪器是这样的，
# 但这个模型不是：它的误差是加上去的，并不知道标签有多大。标签比较小的时候，
# 你的程序和正确的看上去差不多，所以容易忽略。把偏置取为 1000，造几个样本：
# 标签和 `X @ w + b` 差多少？题目讲到噪声的地方，提到 `b` 了吗？

# %% fails="test_noise"
import torch


def synthetic_data(w, b, num_examples):
    X = torch.randn(num_examples, len(w))
    noise = torch.randn(num_examples) * 0.01
    y = (X @ w + b) * (1 + noise)
    return X, y.reshape(-1, 1)
