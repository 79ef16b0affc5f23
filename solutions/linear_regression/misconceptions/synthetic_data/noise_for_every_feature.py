# %% [markdown] lang="en"
# # A noise number for every feature
#
# Noise has to have the shape of `X`, so that every feature gets its share of it.
#
# Your noise is too strong as soon as there is more than one feature. Each label collects as many
# noise numbers as there are features, and independent errors don't cancel out completely: their
# squares add up. With one feature the noise is right, with four of them it is twice as wide. In the
# model the error belongs to the label. It is made once, when the label is measured. Make data with
# 1, 4 and 100 weights and compute the standard deviation of `y[:, 0] - (X @ w + b)` for each. By
# which rule does it grow?

# %% [markdown] lang="zh"
# # 每个特征都加了一个噪声
#
# 噪声应该和 `X` 形状相同，这样每个特征都分到一份。
#
# 只要特征不止一个，你的噪声就太强了。有多少个特征，每个标签就收进多少个噪声，
# 而彼此独立的误差不会完全抵消，它们的平方会加在一起。只有一个特征时噪声正好，有四个时就宽了一倍。
# 在这个模型里，误差是属于标签的，测量标签的时候产生一次。分别用 1 个、4 个和 100 个权重造数据，
# 算一算 `y[:, 0] - (X @ w + b)` 的标准差：它按什么规律变大？

# %% fails="test_noise"
import torch


def synthetic_data(w, b, num_examples):
    X = torch.randn(num_examples, len(w))
    noise = torch.randn(num_examples, len(w)) * 0.01
    y = (X * w + noise).sum(dim=1) + b
    return X, y.reshape(-1, 1)
