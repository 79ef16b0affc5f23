# %% [markdown] lang="en"
# # Division that drops the fraction
#
# Two slashes divide, just like one slash.
#
# Your losses are whole numbers only: 4.5 became 4, and everything below 1 became 0. Two slashes
# divide and then round down. With integers this is often what one wants, so the sign is easy to
# pick up by habit. For a loss it is harmful twice. Small errors seem to be no errors at all, and a
# function made of flat steps has no slope, so no gradient can come through. Try both signs on 9 and
# 2 in an empty cell, first as integers and then as floats. What do the four results say?

# %% [markdown] lang="zh"
# # 除法把小数部分丢掉了
#
# 两个斜杠和一个斜杠一样，都是除法。
#
# 你的损失全是整数：4.5 变成了 4，小于 1 的都变成了 0。两个斜杠的意思是先除，再向下取整。对整数来说
# 常常正好需要这样，所以很容易随手写出来。用在损失上却有两重害处：小误差看起来像没有误差；而且由一级
# 级平台组成的函数没有坡度，梯度就传不过去。在空的单元格里用 9 和 2 把两种写法都试一遍，先用整数，再
# 用小数：四个结果说明了什么？

# %% fails="test_half_of_the_squared_difference"
import torch


def squared_loss(y_hat, y):
    return (y_hat - y.reshape(y_hat.shape)) ** 2 // 2
