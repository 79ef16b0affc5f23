# %% [markdown] lang="en"
# # A switch is left off
#
# Turning gradients off is a setting for the lines of this function, and it ends with the function.
#
# The parameters move as they should, and the gradients are cleared. But after your function has
# returned, PyTorch does not record computations any more, anywhere in the notebook. The next
# `backward` fails with a message about a tensor that does not require grad, far away from the line
# that is to blame. The switch belongs to the whole program, not to your function. Call your
# function once and then print `torch.is_grad_enabled()`. How could a setting be made to last only
# for a few lines?

# %% [markdown] lang="zh"
# # 开关没有拨回来
#
# 关掉梯度，只是对这个函数里的几行起作用，函数结束，它也就结束了。
#
# 参数走得对，梯度也清掉了。可是你的函数返回以后，整个笔记本里，PyTorch 都不再记录计算了。下一次
# `backward` 会报错，说某个张量不需要梯度，而报错的地方离真正出问题的那一行很远。这个开关属于整个程
# 序，不属于你的函数。调用一次你的函数，再打印 `torch.is_grad_enabled()`。怎样才能让一个设置只在几行
# 之内有效？

# %% fails="test_plain_descent" source="https://github.com/choyingw/SynergyNet/pull/22"
import torch


def sgd(params, lr, batch_size):
    torch.set_grad_enabled(False)
    for param in params:
        param -= lr * param.grad / batch_size
        param.grad.zero_()
