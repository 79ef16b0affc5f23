# %% [markdown] lang="en"
# # Gradients are switched on for everybody
#
# A model must switch gradients on, or nothing can be learned.
#
# They are on from the beginning, so at first your line does nothing. But there are blocks in which
# the caller has switched them off, to measure the loss or to update the parameters. Your function
# turns the switch back in the middle of such a block, and the rest of it is recorded again; an
# update in place then even stops with an error. Call your function inside a `torch.no_grad()` block
# and ask `torch.is_grad_enabled()` in the next line. What is the answer?

# %% [markdown] lang="zh"
# # 替所有人打开了梯度
#
# 模型必须打开梯度，否则什么也学不到。
#
# 梯度记录一开始就是打开的，所以这一行起初没有作用。可是有些代码块里，调用者特意把它关掉了，例如计算
# 损失或更新参数的时候。你的函数在这样的代码块中间把开关又拨了回来，后面的运算重新被记录，原地更新参
# 数时甚至会报错。在 `torch.no_grad()` 的代码块里调用你的函数，下一行看看
# `torch.is_grad_enabled()`：得到什么？

# %% fails="test_nothing_else_changes"
import torch


def linreg(X, w, b):
    torch.set_grad_enabled(True)
    return torch.matmul(X, w) + b
