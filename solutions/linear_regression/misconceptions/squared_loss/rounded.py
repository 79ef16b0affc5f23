# %% [markdown] lang="en"
# # Losses are rounded
#
# Two decimals are enough for a loss, and rounded numbers are easier to read.
#
# Your losses look tidy, but 0.125 has become 0.12, and every very small loss has become 0. At the
# end of a good training run the losses in this lesson are about 0.00005. With your function one
# could not tell them from a perfect model. Rounding is worse still for the backward pass: a rounded
# function is made of flat steps, and a flat step has no slope. It is better to keep numbers exact
# as long as one computes with them and to make them pretty only when they are shown. Which gradient
# do you get for `y_hat` from your function?

# %% [markdown] lang="zh"
# # 损失被四舍五入了
#
# 损失保留两位小数就够了，而且这样更好读。
#
# 你的损失看起来很整齐，可是 0.125 变成了 0.12，很小的损失全变成了 0。本课训练得好的时候，最后的损失
# 大约是 0.00005，用你的函数就分不出它和完美的模型了。对反向传播来说更糟：取整后的函数由一级级平台组
# 成，而平台没有坡度。只要还在计算，就应该保留精确的数，显示的时候再让它好看。用你的函数试一试：
# `y_hat` 得到的梯度是多少？

# %% fails="test_half_of_the_squared_difference"
import torch


def squared_loss(y_hat, y):
    return torch.round((y_hat - y.reshape(y_hat.shape)) ** 2 / 2, decimals=2)
