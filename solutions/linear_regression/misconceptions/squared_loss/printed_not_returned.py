# %% [markdown] lang="en"
# # Printed but not returned
#
# When the right numbers appear on the screen, the function has given its result.
#
# Your function shows the right losses, and then it gives back nothing: what the caller gets is
# `None`. In a notebook these two look almost the same, since a value at the end of a cell is shown
# too. For a program they are very different. A printed text is for people; the training loop can't
# sum it up or run the backward pass on it. Write `result = squared_loss(y_hat, y)` in one cell and
# `print(type(result))` in the next. What is in `result`?

# %% [markdown] lang="zh"
# # 打印了，却没有返回
#
# 屏幕上出现了正确的数字，函数就算给出了结果。
#
# 你的函数把正确的损失显示了出来，然后什么也没有返回：调用它的人得到的是 `None`。在 Notebook 里，两
# 者看上去差不多，因为单元格最后的值也会显示出来。对程序来说却完全不同：打印出来的文字是给人看的，训
# 练循环没法对它求和，也没法反向传播。在一个单元格里写 `result = squared_loss(y_hat, y)`，在下一个里
# 写 `print(type(result))`：`result` 里到底是什么？

# %% fails="test_half_of_the_squared_difference"
import torch


def squared_loss(y_hat, y):
    print((y_hat - y.reshape(y_hat.shape)) ** 2 / 2)
