# %% [markdown] lang="en"
# # Everything becomes a column
#
# A loss is always a column with one row per example, so both tensors can be made columns.
#
# For columns your function is right, and a flat `y` works as well. But the result is a column even
# when the prediction was flat or had four columns. Then three rows of four numbers come back as
# twelve rows, and nobody can see any more which number belongs to which output. The shape of the
# lesson's data has slipped into the code. A good function asks its arguments for their shape and
# does not assume one. Make a prediction of shape `(2, 3)` and compare the shapes that go in and
# come out. Where in your line is a shape written down by hand?

# %% [markdown] lang="zh"
# # 什么都变成了一列
#
# 损失总是一列，每个样本一行，所以把两个张量都变成一列就行。
#
# 对一列一列的数据，你的函数是对的，`y` 是一维时也没问题。可是预测是一维的或者有四列时，结果仍然是一
# 列：三行四列的数变成了十二行，再也看不出哪个数属于哪个输出。这是把本课数据的形状写死在代码里了。好
# 的函数会问参数是什么形状，而不是自己假定。造一个形状 `(2, 3)` 的预测，比一比进去和出来的形状：你那
# 一行里，哪里的形状是手写的？

# %% fails="test_any_shape"
import torch


def squared_loss(y_hat, y):
    return (y_hat.reshape(-1, 1) - y.reshape(-1, 1)) ** 2 / 2
