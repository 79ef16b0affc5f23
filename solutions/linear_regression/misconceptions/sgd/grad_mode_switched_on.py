# %% [markdown] lang="en"
# # The switch is always put to on
#
# Before a function ends, it has to turn gradients on again, because that is how PyTorch starts.
#
# In the lesson all is well: gradients were on before your function, and they are on afterwards. But
# suppose that the caller has turned them off, for a test of the model between two steps. After your
# call they are on, although the caller still believes that they are off. You put the switch where
# you found it most often, not where you found it this time. Call your function inside of a `with`
# block that turns gradients off, and print `torch.is_grad_enabled()` in the block, after the call.
# What should be there?

# %% [markdown] lang="zh"
# # 总是把开关拨到“开”
#
# 函数结束之前必须重新打开梯度，因为 PyTorch 一开始就是这样的。
#
# 在课里一切都好：调用之前梯度是开着的，之后也是。可是假如调用者自己关掉了梯度，比如想在两步之间测试
# 一下模型呢？调用你的函数以后，它就开着了，而调用者还以为是关着的。你把开关拨到了它通常所在的位置，
# 而不是这一次所在的位置。在一个关掉梯度的 `with` 语句块里调用你的函数，然后就在里面打印
# `torch.is_grad_enabled()`：那里应该是什么？

# %% fails="test_plain_descent"
import torch


def sgd(params, lr, batch_size):
    torch.set_grad_enabled(False)
    for param in params:
        param -= lr * param.grad / batch_size
        param.grad.zero_()
    torch.set_grad_enabled(True)
