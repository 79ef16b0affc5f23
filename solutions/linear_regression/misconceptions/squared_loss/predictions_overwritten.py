# %% [markdown] lang="en"
# # The predictions are overwritten
#
# Inside a function, an argument is a copy, so it can be used to store the difference.
#
# Your losses are right, and even the gradient is. But the caller's predictions have been replaced
# by differences. In Python an argument is not a copy: the name in the function and the name outside
# stand for the same tensor. Writing through `.data` makes it worse, because PyTorch's own guard
# against such changes looks away. Whoever wants to plot the predictions after computing the loss
# will plot nonsense. Print `y_hat` before and after a call of your function. Which of the two do
# you need for a plot?

# %% [markdown] lang="zh"
# # 预测被覆盖了
#
# 函数里的参数是一份副本，所以可以用它来存差。
#
# 你的损失是对的，连梯度也对，但调用者的预测被换成了差。在 Python 里，参数不是副本：函数里的名字和外
# 面的名字指的是同一个张量。通过 `.data` 来写就更糟了，因为 PyTorch 本来会防止这种改动，这样一来它就
# 不管了。算完损失以后再想画出预测，画出来的就是错的。在调用函数之前和之后各打印一次 `y_hat`：画图时
# 你需要的是哪一个？

# %% fails="test_nothing_else_changes"
import torch


def squared_loss(y_hat, y):
    y_hat.data -= y.reshape(y_hat.shape)
    return y_hat ** 2 / 2
