# %% [markdown] lang="en"
# # The bias reaches only one example
#
# The bias is a single number, so it is added once.
#
# The bias is one number, but it belongs to the model and not to one example: every prediction
# begins with it. In your result the first row is right and all the others are too low or too high
# by the same amount. A test with one example doesn't show it, and neither does a training that
# begins with a bias of 0, at least not at once. Use features that are all 0 for 4 examples, and any
# bias. What would the model say about each of the four?

# %% [markdown] lang="zh"
# # 偏置只加给了一个样本
#
# 偏置只是一个数，所以加一次就行。
#
# 偏置确实只是一个数，但它属于模型，而不属于某一个样本：每个预测里都有它。在你的结果中，第一行是对
# 的，其余各行都差了同样的数。只用一个样本试，看不出这个错误；训练从偏置为 0 开始，一时也看不出来。
# 取 4 个特征全为 0 的样本，偏置随便取一个数：对这四个样本，模型各应该说什么？

# %% fails="test_bias"
import torch


def linreg(X, w, b):
    y_hat = torch.matmul(X, w)
    y_hat[0] += b
    return y_hat
