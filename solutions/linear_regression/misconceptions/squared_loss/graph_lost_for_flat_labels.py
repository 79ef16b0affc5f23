# %% [markdown] lang="en"
# # The gradient is lost when shapes differ
#
# Only the numbers have to be rearranged, so it is safe to work with `.data` while reshaping.
#
# When both shapes agree, everything is right. When they differ, you take the bare data, and with
# them only the numbers come along: the way back to the model stays behind. The values are still
# correct, so you only notice it in training, and only with flat labels. Rearranging is a step of
# the computation like any other. PyTorch can go back through it, if you let it. Run your function
# twice, once with a column and once with flat labels, and print `requires_grad` of the two losses.
# Are they the same?

# %% [markdown] lang="zh"
# # 形状不同时梯度就丢了
#
# 变形只是把数重新排一排，所以变形时用 `.data` 没有问题。
#
# 两个形状一样时，一切正常。不一样时，你取的是光秃秃的数据，跟过来的只有数，回到模型的路留在了后面。
# 数值仍然是对的，所以只有训练时、而且标签是一维时才会发现。变形和别的运算一样，也是计算中的一步，只
# 要你不拦着，PyTorch 就能从它那里走回去。用一列标签和一维标签各运行一次你的函数，打印两个损失的
# `requires_grad`：一样吗？

# %% fails="test_gradient"
import torch


def squared_loss(y_hat, y):
    shape = y_hat.shape
    if y.shape != shape:
        y_hat, y = y_hat.data.flatten(), y.flatten()
    return ((y_hat - y) ** 2 / 2).reshape(shape)
