# %% [markdown] lang="en"
# # Expanded instead of rearranged
#
# With `expand`, a tensor can be brought into any other shape.
#
# As long as both shapes agree, your function works. With a flat `y` it stops: the size 3 can't
# become 1. To expand means to repeat along a dimension of size 1, as if the same number were
# written several times. Here nothing has to be repeated. The numbers are all there and only have to
# be arranged differently. PyTorch has several methods that change shapes, and they differ in one
# question: does the number of elements stay the same? Print the number of elements before and after
# you expand a tensor of shape `(1, 3)` to `(2, 3)`. Is that what you need here?

# %% [markdown] lang="zh"
# # 把扩展当成了重新排列
#
# 用 `expand` 可以把张量变成任何别的形状。
#
# 两个形状一样时，你的函数没问题；`y` 是一维时它就停了：大小 3 变不成 1。扩展的意思是沿着大小为 1 的
# 维度重复，好像同一个数写了好几遍。这里什么也不用重复，数都在，只是要换一种排法。PyTorch 有好几种改
# 变形状的方法，它们的区别在于：元素个数变不变？把形状 `(1, 3)` 的张量扩展成 `(2, 3)`，打印前后的元
# 素个数：这是你这里需要的吗？

# %% fails="test_y_is_taken_in_the_shape_of_y_hat"
import torch


def squared_loss(y_hat, y):
    return (y_hat - y.expand(y_hat.shape)) ** 2 / 2
