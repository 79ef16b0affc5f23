# %% [markdown] lang="en"
# # An axis of length 1 disappears
#
# `squeeze()` tidies a tensor up and changes nothing that matters.
#
# With several examples and several features your function is right. With a single feature, or a
# single example, `X` loses an axis, and then a row can't be told from a column any more. The method
# removes every axis of length 1, whatever that axis stands for. Here one axis means the examples
# and the other one the features, also when there is just one of them. The code after you counts on
# both. Such a mistake sleeps until somebody tries the smallest case. What is the shape of your `X`
# for one weight and four examples, and for one weight and one example?

# %% [markdown] lang="zh"
# # 长度为 1 的轴不见了
#
# `squeeze()` 只是整理一下张量，不会改变什么要紧的东西。
#
# 样本和特征都不止一个时，你的函数是对的。一旦只有一个特征，或者只有一个样本，`X` 就会少一个轴，
# 再也分不清是行还是列。这个方法会去掉每一个长度为 1 的轴，不管它代表什么。在这里，一个轴是样本，
# 一个轴是特征，哪怕只有一个也一样，后面的代码两个轴都要用。这种错误会一直藏着，
# 直到有人试最小的情形。一个权重、四个样本时，你的 `X` 是什么形状？一个权重、一个样本时呢？

# %% fails="test_shapes" source="https://github.com/pytorch/pytorch/issues/16392"
import torch


def synthetic_data(w, b, num_examples):
    X = torch.randn(num_examples, len(w))
    noise = torch.randn(num_examples) * 0.01
    y = X @ w + b + noise
    return X.squeeze(), y.reshape(-1, 1)
