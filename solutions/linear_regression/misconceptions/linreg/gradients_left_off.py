# %% [markdown] lang="en"
# # Gradients are switched off and stay off
#
# Switching gradients off for a print ends by itself when the function ends.
#
# Your result is complete and can be differentiated. But the switch that you turned before the print
# belongs to the whole program, and nobody turns it back. From then on no operation in any cell is
# recorded. The loss of this very minibatch already can't be differentiated, and the error message
# points to a line that is not to blame. Ask `torch.is_grad_enabled()` before and after a call of
# your function. Do you need the switch for printing a number at all?

# %% [markdown] lang="zh"
# # 梯度关掉以后没有再打开
#
# 为了打印而关掉梯度，函数结束时会自动恢复。
#
# 你的结果是完整的，也可以求导。但你在打印之前拨动的开关属于整个程序，而且没有人把它拨回来。从此以
# 后，任何单元格里的运算都不再被记录。就连这个小批量的损失也已经不能求导，而报错信息指向的那一行并没
# 有错。在调用你的函数之前和之后，各看一次 `torch.is_grad_enabled()`。只是打印一个数，真的需要这个开
# 关吗？

# %% fails="test_nothing_else_changes" source="https://github.com/choyingw/SynergyNet/pull/22"
import torch


def linreg(X, w, b):
    y_hat = torch.matmul(X, w) + b
    torch.set_grad_enabled(False)
    print("mean prediction:", y_hat.mean().item())
    return y_hat
