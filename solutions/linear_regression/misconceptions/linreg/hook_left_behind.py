# %% [markdown] lang="en"
# # A hook stays on the caller's weights
#
# A hook for looking at the gradient is gone when my function has ended.
#
# The hook hangs on `w` itself, and `w` belongs to the caller. Every call adds one more, and none is
# ever taken away. After a hundred steps a single backward pass calls the same function a hundred
# times, the output fills up, and each step is slower than the one before. Predictions and gradients
# stay right, so only the flood of output tells you. Call your function three times with the same
# `w` and run one backward pass on the last result. How often is the gradient printed?

# %% [markdown] lang="zh"
# # 在调用者的权重上留下了钩子
#
# 用来查看梯度的钩子，函数结束时就没了。
#
# 钩子挂在 `w` 上，而 `w` 属于调用者。每调用一次就多挂一个，却从来没有取下来。一百步之后，一次反向传
# 播会把同一个函数调用一百遍，输出越来越多，每一步都比前一步慢。预测和梯度一直是对的，只有满屏的输出
# 会告诉你出了问题。用同一个 `w` 调用你的函数三次，再对最后一个结果反向传播一次：梯度打印了几遍？

# %% fails="test_nothing_else_changes"
import torch


def linreg(X, w, b):
    if w.requires_grad:
        w.register_hook(print)
    return torch.matmul(X, w) + b
