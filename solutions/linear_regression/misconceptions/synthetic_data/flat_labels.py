# %% [markdown] lang="en"
# # The labels are a flat vector
#
# One label for each example is a list of n numbers, so the shape `(n,)` is as good as `(n, 1)`.
#
# Your labels hold the right numbers in another shape: one axis instead of two. Many people know
# them like this, also from an older edition of the book, and on their own they do no harm. The
# trouble starts later, when the model gives back a column of shape `(n, 1)` and the loss takes the
# difference. PyTorch doesn't complain then, it stretches both. Try it: what is the shape of
# `torch.zeros(4, 1) - torch.zeros(4)`, and how many differences did you want?

# %% [markdown] lang="zh"
# # 标签是一维向量
#
# 每个样本一个标签，一共 n 个数，形状写成 `(n,)` 还是 `(n, 1)` 都一样。
#
# 你的标签数值都对，只是形状不同：只有一个轴，而不是两个。很多人习惯这样写，书的旧版本里也有过，
# 单独看它没有坏处。麻烦出在后面：模型给出的是形状为 `(n, 1)` 的一列，计算损失时要和标签相减，
# PyTorch 并不报错，而是把两边都拉伸开来。试一试：`torch.zeros(4, 1) - torch.zeros(4)` 是什么形状？
# 你本来想要几个差？

# %% fails="test_shapes" common="yes"
import torch


def synthetic_data(w, b, num_examples):
    X = torch.randn(num_examples, len(w))
    noise = torch.randn(num_examples) * 0.01
    y = X @ w + b + noise
    return X, y
