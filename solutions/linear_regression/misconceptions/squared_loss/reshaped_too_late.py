# %% [markdown] lang="en"
# # The shape is repaired too late
#
# It is enough to bring the result into the shape of the prediction at the end.
#
# You know which shape the result must have, but you ask for it after the subtraction. With a flat
# `y`, the subtraction has already compared every prediction with every label, so three pairs have
# become nine numbers. Nine numbers don't fit into a column of three, and PyTorch says so. The
# message is good luck: it points to the place where the damage shows, though not to the place where
# it was done. Print the shape after every single step of your line. At which step do there first
# appear more numbers than you had examples?

# %% [markdown] lang="zh"
# # 形状修得太晚了
#
# 最后把结果变成预测的形状就够了。
#
# 你知道结果该是什么形状，却在减完以后才去变形。`y` 是一维时，减法已经把每个预测和每个标签都比了一
# 遍，三对数变成了九个数。九个数放不进三行的一列，PyTorch 就报错了。有报错还算幸运，不过它指出的是问
# 题露出来的地方，而不是问题产生的地方。把你那一行拆开，每一步之后都打印形状：从哪一步起，数的个数比
# 样本还多？

# %% fails="test_y_is_taken_in_the_shape_of_y_hat"
import torch


def squared_loss(y_hat, y):
    return (y_hat - y).reshape(y_hat.shape) ** 2 / 2
