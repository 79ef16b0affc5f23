# %% [markdown] lang="en"
# # A whole number as bias raises an error
#
# `b` is a number, and a tensor that is filled with it can hold the labels.
#
# With a bias of 4.2 your function works. With a bias of 4 it ends in an error. A tensor takes its
# type from what it is filled with, and a whole number makes a tensor of whole numbers. Adding in
# place must keep that type, and fractions don't fit into it. The lesson never calls your function
# like this, so you don't see it there. For the caller, though, 4 and 4.0 are the same number. Print
# the `dtype` of `torch.full((2,), 4)` and of `torch.full((2,), 4.0)`. What does each of them allow?

# %% [markdown] lang="zh"
# # 偏置是整数时会报错
#
# `b` 是一个数，用它填满一个张量，就可以拿来放标签。
#
# 偏置是 4.2 时你的函数正常，偏置是 4 时却报错。张量的类型取决于用什么来填，
# 整数填出来的就是整数张量；就地相加必须保持类型不变，小数放不进去。这一课从不这样调用你的函数，
# 所以你看不到这个问题。可是对调用者来说，4 和 4.0 是同一个数。打印 `torch.full((2,), 4)` 和
# `torch.full((2,), 4.0)` 的 `dtype`：它们各能放下什么？

# %% fails="test_labels_follow_the_model"
import torch


def synthetic_data(w, b, num_examples):
    X = torch.randn(num_examples, len(w))
    noise = torch.randn(num_examples) * 0.01
    y = torch.full((num_examples,), b)
    y += X @ w + noise
    return X, y.reshape(-1, 1)
