# %% [markdown] lang="en"
# # The numbers stay in float64
#
# A tensor is a tensor, so what numpy has drawn only needs to be wrapped.
#
# Your values are right, but each of them takes 64 bits. Numpy draws in double precision, and a
# tensor that is made from an array keeps the type of the array. PyTorch's own tensors have 32 bits.
# Your function never notices the difference. The next one does: the product of these features with
# ordinary weights ends in an error about `Double` and `Float`, far away from its cause. Print the
# `dtype` of `X` and the `dtype` of `torch.zeros(1)`. Where in your function would you make them
# agree?

# %% [markdown] lang="zh"
# # 数据还是 float64
#
# 张量就是张量，numpy 抽出来的数包装一下就行。
#
# 你的数值都对，但每个数占 64 位。numpy 用双精度抽取随机数，由数组造出的张量会保留数组的类型，
# 而 PyTorch 自己的张量是 32 位的。你的函数里察觉不到差别，到了下一步就不行了：
# 这些特征和普通的权重相乘时会报错，说 `Double` 和 `Float` 不一致，而出错的地方离原因很远。
# 打印 `X` 的 `dtype` 和 `torch.zeros(1)` 的 `dtype`。你会在函数的哪一步让它们一致？

# %% fails="test_shapes" source="https://duoke360.com/post/34139"
import numpy as np
import torch


def synthetic_data(w, b, num_examples):
    X = np.random.randn(num_examples, len(w))
    noise = np.random.randn(num_examples) * 0.01
    y = X @ w.numpy() + b + noise
    return torch.from_numpy(X), torch.from_numpy(y).reshape(-1, 1)
