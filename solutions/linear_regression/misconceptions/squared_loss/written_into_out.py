# %% [markdown] lang="en"
# # Written into a prepared tensor
#
# Preparing the result and letting PyTorch write into it with `out=` is the same, only faster.
#
# Without gradients your function is right. As soon as the prediction requires a gradient, PyTorch
# refuses and says that functions with `out=` don't support automatic differentiation. To go
# backwards, it has to remember which tensor came from which computation. A prepared tensor that is
# written over has no such history. The habit comes from numpy, where it saves memory. In code that
# is to be trained, new tensors are the normal case, and PyTorch frees them by itself. Compare the
# `grad_fn` of a sum made with `+` and of a tensor from `torch.zeros`. Which one could lead you
# back?

# %% [markdown] lang="zh"
# # 写进了事先准备好的张量
#
# 先准备好结果，再让 PyTorch 用 `out=` 写进去，效果一样，只是更快。
#
# 不用梯度时，你的函数是对的。预测一需要梯度，PyTorch 就拒绝了，说带 `out=` 的函数不支持自动求导。要
# 往回走，它必须记住哪个张量来自哪一步计算，而一个事先准备好、又被覆盖的张量没有这样的历史。这是
# numpy 的习惯，在那里可以省内存。在要训练的代码里，新建张量才是正常的，PyTorch 自己会释放。比较一
# 下：用 `+` 得到的和，还有 `torch.zeros` 建的张量，它们的`grad_fn` 各是什么？哪一个能带你往回走？

# %% fails="test_gradient"
import torch


def squared_loss(y_hat, y):
    difference = torch.empty_like(y_hat, requires_grad=False)
    torch.sub(y_hat, y.reshape(y_hat.shape), out=difference)
    return difference ** 2 / 2
