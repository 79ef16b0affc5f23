# %% [markdown] lang="en"
# # The shape of the labels wins
#
# It doesn't matter which of the two tensors is reshaped, as long as both have the same shape.
#
# Your values are right, and the danger of broadcasting is gone. But the loss comes back in the
# shape of `y`, not in the shape of the prediction. Whoever called your function knows the
# prediction, since it comes from their own model; in which shape the data set keeps its labels is
# often out of their hands. A result whose shape depends on the data file surprises people later,
# for example when it is combined with another column. Call your function with a prediction of shape
# `(3, 1)` and labels of shape `(3,)`. Which of the two shapes does the task promise?

# %% [markdown] lang="zh"
# # 形状跟着标签走了
#
# 只要两个张量形状一样，变哪一个都无所谓。
#
# 你的数值是对的，广播的危险也没有了。但损失的形状跟着 `y` 走，而不是跟着预测走。调用函数的人清楚预
# 测的形状，因为那是自己的模型给出的；而数据集里标签用什么形状存，往往不由他们决定。结果的形状要看数
# 据文件，以后就会让人吃惊，比如要和另一列数放在一起算的时候。用形状 `(3, 1)` 的预测和形状 `(3,)` 的
# 标签调用你的函数：题目要求的是哪一种形状？

# %% fails="test_y_is_taken_in_the_shape_of_y_hat"
import torch


def squared_loss(y_hat, y):
    return (y_hat.reshape(y.shape) - y) ** 2 / 2
