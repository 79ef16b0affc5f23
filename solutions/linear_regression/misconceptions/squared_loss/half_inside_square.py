# %% [markdown] lang="en"
# # The half is squared too
#
# Whether I halve the difference or its square makes no difference, because half is half.
#
# Each of your losses is only half of what it should be. You halve the difference first, and then
# the square acts on the half as well. The order of these two steps matters, and in the code it is
# only a matter of where a bracket stands. Such a mistake is hard to see in training: the steps are
# just shorter and the model still learns. Take a difference of 4 and go through both orders with
# pencil and paper. Which one fits the formula of the task?

# %% [markdown] lang="zh"
# # 二分之一也被平方了
#
# 先把差除以二，还是先平方再除以二，结果都一样，反正都是一半。
#
# 你算出的每个损失都只有正确值的一半。你先把差减半，然后平方又作用在这个“一半”上。这两步的先后是有关
# 系的，而在代码里只差一个括号的位置。训练时很难发现这种错误：只是步子变小了，模型照样能学。取差为
# 4，拿纸笔把两种顺序都算一遍：哪一种符合题目里的公式？

# %% fails="test_half_of_the_squared_difference" common="yes"
import torch


def squared_loss(y_hat, y):
    return ((y_hat - y.reshape(y_hat.shape)) / 2) ** 2
