# %% [markdown] lang="en"
# # Matrix product instead of the square
#
# A tensor times itself is its square, and the product of tensors is written with `@`.
#
# PyTorch complains that two shapes can't be multiplied. The sign you chose is the matrix product:
# it combines rows with columns and adds up along the way. A column of five numbers can't be
# combined with another column of five like this. And where it does work, for example with two flat
# vectors, it returns one sum and not five losses. The task speaks of each element on its own. Take
# the flat vector `[1., 2., 3.]` and put it on both sides of `*` and of `@`. What are the two
# results, and which one keeps the three numbers apart?

# %% [markdown] lang="zh"
# # 用矩阵乘法代替了平方
#
# 张量乘以自己就是平方，而张量的乘法写成 `@`。
#
# PyTorch 抱怨两个形状不能相乘。你选的符号是矩阵乘法：它把行和列配起来，一边乘一边求和。一列五个数不
# 能和另一列五个数这样相乘。就算能算，比如两个一维向量，得到的也是一个总和，而不是五个损失。题目说的
# 是每个元素各算各的。取向量`[1., 2., 3.]`，分别放在 `*` 和 `@` 的两边：两个结果是什么？哪一个让三个
# 数各自保留了下来？

# %% fails="test_half_of_the_squared_difference"
import torch


def squared_loss(y_hat, y):
    difference = y_hat - y.reshape(y_hat.shape)
    return difference @ difference / 2
