# %% [markdown] lang="en"
# # A single weight as a plain number
#
# With one feature the weight is only a number, so it can be used as one.
#
# For one feature the values are right. But the number that you take out of `w` has no memory of
# `w`, and no gradient can reach it. So your model learns with two features or more, and with one it
# does not: then only the bias moves. The simplest regression of all, the one that everybody begins
# with in order to draw a picture, fails. Make data with one feature, call backward on the sum of
# your result, and look at both gradients. Which one is missing?

# %% [markdown] lang="zh"
# # 只有一个权重时变成了普通的数
#
# 只有一个特征时，权重就是一个数，当成数来用就行。
#
# 只有一个特征时，数值是对的。可是从 `w` 里取出来的数不记得 `w`，梯度传不回去。于是特征有两个以上时
# 模型能学习，只有一个时反而不能：只有偏置在动。最简单的回归，也就是大家为了画图而最先做的那一种，偏
# 偏失败了。造一份只有一个特征的数据，对结果求和并反向传播，看看两个梯度：缺了哪一个？

# %% fails="test_gradients_reach_the_parameters"
import torch


def linreg(X, w, b):
    if X.shape[1] == 1:
        return X * w.item() + b
    return torch.matmul(X, w) + b
