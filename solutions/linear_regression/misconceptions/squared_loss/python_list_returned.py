# %% [markdown] lang="en"
# # A Python list instead of a tensor
#
# A list of numbers is as good as a tensor, as long as the numbers are right.
#
# The numbers in your list are right, but they are now plain Python numbers. A tensor is more than
# its numbers. It knows on which device it lives and it remembers how it was computed, and this
# memory is what the backward pass walks along. When you turn it into a list, all of that is gone
# and can't be brought back. The list can't even be halved or summed up with the usual methods. Let
# `y_hat` require a gradient and print your result next to the same losses as a tensor. What stands
# at the end of the tensor that your list doesn't have?

# %% [markdown] lang="zh"
# # 返回了列表而不是张量
#
# 只要数字对，数字组成的列表和张量一样好。
#
# 列表里的数字是对的，但它们现在只是普通的 Python 数。张量不只是一堆数：它知道自己在哪个设备上，还记
# 得自己是怎么算出来的，反向传播正是沿着这份记忆走的。一变成列表，这些就全没了，也找不回来。列表甚至
# 不能用平常的方法减半或求和。让 `y_hat` 需要梯度，把你的结果和张量形式的同样损失都打印出来：张量的
# 末尾有什么是你的列表没有的？

# %% fails="test_half_of_the_squared_difference"
import torch


def squared_loss(y_hat, y):
    return ((y_hat - y.reshape(y_hat.shape)) ** 2 / 2).tolist()
