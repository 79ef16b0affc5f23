# %% [markdown] lang="en"
# # The caller's column is squeezed
#
# To squeeze a tensor in place only affects the name inside my function.
#
# Your losses are right, and flat labels are left alone. But when the prediction is flat and the
# labels are a column, the caller's labels are flat after the call. The underscore at the end of the
# method name means that the tensor itself is changed, and the function and the caller hold the same
# tensor. The next cell that still counts on a column will compute a table of all pairs, without a
# message. Call your function with a flat prediction and a column of labels, and print `y.shape`
# before and after. Who else is using these labels?

# %% [markdown] lang="zh"
# # 调用者的列被压平了
#
# 就地压缩张量，只影响我函数里的那个名字。
#
# 你的损失是对的，一维的标签也没有动。但预测是一维、标签是一列时，调用之后，调用者的标签就变成一维的
# 了。方法名末尾的下划线表示改的是张量本身，而函数和调用者拿着的是同一个张量。下一个单元格如果还以为
# 它是一列，就会悄悄算出一张“两两相减”的表。用一维的预测和一列标签调用你的函数，前后各打印一次
# `y.shape`：还有谁在用这些标签？

# %% fails="test_nothing_else_changes"
import torch


def squared_loss(y_hat, y):
    if y.dim() > y_hat.dim():
        y.squeeze_()
    return (y_hat - y.reshape(y_hat.shape)) ** 2 / 2
