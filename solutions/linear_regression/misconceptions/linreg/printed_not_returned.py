# %% [markdown] lang="en"
# # The result is shown, not given back
#
# When the predictions appear on the screen, the function has given its result.
#
# Printing is for people: the numbers appear under the cell and are gone for the program. Whoever
# calls your function gets `None`, and with `None` no loss can be worked out. In a notebook this is
# easy to overlook, since a printed value and a value that is given back look almost the same under
# a cell. Save the result of a call in a variable, and then, in the next cell, show the type of this
# variable. What is in it?

# %% [markdown] lang="zh"
# # 只打印，没有返回
#
# 预测显示在屏幕上，函数就算给出结果了。
#
# 打印是给人看的：数字出现在单元格下面，程序却拿不到它们。调用这个函数的人得到的是 `None`，而用
# `None` 是算不出损失的。在笔记本里这个错误很容易被忽略，因为打印出来的值和返回的值，在单元格下面看
# 起来几乎一样。把一次调用的结果存进一个变量，然后在下一个单元格里看看这个变量的类型：里面到底是什
# 么？

# %% fails="test_shape"
import torch


def linreg(X, w, b):
    print(torch.matmul(X, w) + b)
