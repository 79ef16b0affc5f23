# %% [markdown] lang="en"
# # A setting for the whole program
#
# A function may adjust PyTorch's settings for its work; outside of it nothing is changed.
#
# Your losses are right, but after the first call every new tensor in the whole notebook is
# `float64`. Settings of PyTorch don't belong to the function that makes them: they hold everywhere,
# until somebody changes them again. So a cell that worked a minute ago may now fail, because old
# tensors and new ones have different types, and the message points to a place that is quite
# innocent. Create `torch.zeros(1)` before and after a call of your function and print the `dtype`
# of both. Would you look for the reason in a loss function?

# %% [markdown] lang="zh"
# # 改了整个程序的设置
#
# 函数可以为了自己的工作调整 PyTorch 的设置，外面不会受影响。
#
# 你的损失是对的，但第一次调用之后，整个 Notebook 里新建的张量都变成了 `float64`。PyTorch 的设置不属
# 于改它的那个函数：它到处有效，直到有人再改回来。于是一分钟前还好好的单元格，现在可能会出错，因为旧
# 张量和新张量类型不同，而报错的地方其实没有问题。在调用函数前后各建一个 `torch.zeros(1)`，打印它们
# 的 `dtype`：你会想到去损失函数里找原因吗？

# %% fails="test_nothing_else_changes"
import torch


def squared_loss(y_hat, y):
    torch.set_default_dtype(torch.float64)
    return (y_hat - y.reshape(y_hat.shape)) ** 2 / 2
