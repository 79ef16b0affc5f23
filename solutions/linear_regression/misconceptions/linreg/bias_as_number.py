# %% [markdown] lang="en"
# # The bias as a Python number
#
# `b` holds one number, so it can be taken out and added like any other number.
#
# The value of your result is right. But a Python number knows nothing about gradients: once it is
# taken out, PyTorch sees only some constant. So `w` gets its gradient and `b` gets none. In the
# training the bias stays at its first value, or the update stops because the gradient is `None`. On
# a GPU, taking a number out also makes the program wait each time. Compare what Python shows for
# `b` and for the number that you took out of it. Which of the two can still lead back to the
# parameter?

# %% [markdown] lang="zh"
# # 把偏置变成了普通的数
#
# `b` 里只有一个数，取出来像别的数一样相加就行。
#
# 结果的数值是对的。可是普通的 Python 数不知道什么是梯度：一旦取出来，PyTorch 看到的只是某个常数。于
# 是 `w` 得到了梯度，`b` 却没有。训练时偏置停在最初的值上，或者更新参数时因为梯度是 `None` 而报错。
# 在 GPU 上，每取一次数，程序还要停下来等。看看 Python 怎样显示 `b`，又怎样显示你取出来的数：两者之
# 中，哪一个还能找回到参数？

# %% fails="test_gradients_reach_the_parameters"
import torch


def linreg(X, w, b):
    return torch.matmul(X, w) + b.item()
