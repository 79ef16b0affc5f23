# %% [markdown] lang="en"
# # Gradients are switched off for everyone
#
# When the loss is computed, no more gradients are needed, so they can be switched off to save
# memory.
#
# This first loss can be differentiated, since you switch gradients off only after it was computed.
# But the switch is not local. It stays off for the whole program, also for the next minibatch.
# There the model computes its predictions without leaving any trace, and the backward pass stops
# with an error. The message then speaks about the second step, while the reason lies in the first.
# Call your function once, then write `torch.is_grad_enabled()` in a new cell. What does it say, and
# who could have known this?

# %% [markdown] lang="zh"
# # 替所有人关掉了梯度
#
# 损失算完了，就不再需要梯度，可以关掉来省内存。
#
# 第一次的损失可以求导，因为你是在算完之后才关掉梯度的。但这个开关不是局部的：它会对整个程序一直关
# 着，下一个小批量也不例外。那时，模型算预测就不再留下任何痕迹，反向传播便报错停下。报错信息说的是第
# 二步，原因却在第一步。调用一次你的函数，再在新的单元格里写 `torch.is_grad_enabled()`：它说什么？别
# 人怎么可能想得到？

# %% fails="test_nothing_else_changes"
import torch


def squared_loss(y_hat, y):
    loss = (y_hat - y.reshape(y_hat.shape)) ** 2 / 2
    torch.set_grad_enabled(False)
    return loss
