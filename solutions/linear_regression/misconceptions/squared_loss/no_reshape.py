# %% [markdown] lang="en"
# # Shapes that fit by accident
#
# PyTorch subtracts element by element, so a column and a flat tensor with equally many numbers are
# matched one to one.
#
# For a column minus a flat tensor of three numbers, PyTorch returns nine numbers: every prediction
# is compared with every label. This is called broadcasting. It raises no error, the loss even goes
# down a little, and the model ends up predicting nearly the same value for everyone. It is one of
# the most frequent silent mistakes in PyTorch programs, because each tensor looks right on its own.
# Take a column and a flat tensor with four numbers each, subtract them, and print the shape and the
# values. In which places do you find the four differences that you wanted?

# %% [markdown] lang="zh"
# # 碰巧对得上的形状
#
# PyTorch 逐个元素相减，所以一列和一个一维张量只要个数相同，就会一一对应。
#
# 一列三个数减去一个一维的三个数，PyTorch 给出九个数：每个预测都和每个标签比了一遍。这叫广播。它不报
# 错，损失甚至还会降一点，最后模型对谁都预测差不多的值。这是 PyTorch 程序里最常见的无声错误之一，因
# 为单独看每个张量都没问题。取一列四个数和一个一维的四个数，相减后把形状和数值打印出来：你想要的那四
# 个差在哪些位置上？

# %% fails="test_y_is_taken_in_the_shape_of_y_hat" common="yes" source="https://github.com/timeseriesAI/tsai/issues/22"
import torch


def squared_loss(y_hat, y):
    return (y_hat - y) ** 2 / 2
