# %% [markdown] lang="en"
# # A sign that is not a power
#
# To raise to a power one writes a caret, as in a formula or a spreadsheet.
#
# Your function stops with an error message that speaks of `bitwise_xor`. In mathematics and in
# spreadsheets the caret means a power, but in Python it compares two whole numbers bit by bit. With
# decimal numbers this makes no sense, so PyTorch refuses, and that is lucky: with integers you
# would get wrong numbers without any message. Error messages often name the operation that Python
# really understood. Type `3 ^ 2` into an empty cell and run it. Which number comes out, and can you
# explain it from the binary forms 11 and 10?

# %% [markdown] lang="zh"
# # 这个符号不是乘方
#
# 求乘方用尖角符号，就像公式里或电子表格里那样。
#
# 你的函数停了下来，报错信息里提到 `bitwise_xor`。在数学和电子表格里，尖角符号表示乘方；在 Python
# 里，它却是把两个整数按二进制逐位比较。对小数来说这没有意义，所以 PyTorch 拒绝执行。这还算幸运：如
# 果是整数，就会得到错误的数而没有任何提示。报错信息往往会说出 Python 真正理解成了哪种运算。在空的单
# 元格里运行 `3 ^ 2`：得到几？你能用二进制的 11 和 10来解释吗？

# %% fails="test_half_of_the_squared_difference"
import torch


def squared_loss(y_hat, y):
    return (y_hat - y.reshape(y_hat.shape)) ^ 2 / 2
