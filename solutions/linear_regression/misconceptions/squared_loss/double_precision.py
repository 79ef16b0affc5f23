# %% [markdown] lang="en"
# # The result has another number type
#
# More digits are always better, so a loss should be computed and returned in double precision.
#
# The values of your losses are fine, but their type is `float64`, while predictions and labels came
# in as `float32`. In PyTorch a function normally gives back the type that it was given. Mixed types
# are a frequent source of errors later on: some operations refuse them, others quietly turn
# everything that follows into double precision, which takes twice the memory and is slow on most
# GPUs. Here the extra digits don't even help, since the inputs don't have them. Put a `float32`
# matrix and a `float64` matrix on the two sides of `@`. What does PyTorch say?

# %% [markdown] lang="zh"
# # 结果换了另一种数值类型
#
# 位数越多越好，所以损失应该用双精度来算，并用双精度返回。
#
# 你的损失数值没问题，但类型是 `float64`，而传进来的预测和标签都是 `float32`。在 PyTorch 里，函数一
# 般给什么类型就返回什么类型。类型混在一起，后面常常会出错：有的运算直接拒绝，有的则悄悄把后面的一切
# 都变成双精度，占两倍内存，在多数GPU 上也很慢。这里多出来的位数其实没用，因为输入本来就没有那么精
# 确。在 `@` 的两边放一个 `float32` 矩阵和一个`float64` 矩阵：PyTorch 说什么？

# %% fails="test_half_of_the_squared_difference"
import torch


def squared_loss(y_hat, y):
    return (y_hat.double() - y.double().reshape(y_hat.shape)) ** 2 / 2
