# %% [markdown] lang="en"
# # The model clears the gradients
#
# Gradients have to be cleared before each forward pass, so the model does it.
#
# Your predictions are right, but a call also wipes out `w.grad` and `b.grad`. In the usual loop
# nobody notices, because they are cleared there anyway. But someone who measures the loss between
# the backward pass and the update, or who adds up the gradients of two minibatches, loses them
# without an error. Asking a model a question should leave no traces. Run one backward pass, show
# the gradient, call your function, and show it again. Who expects that?

# %% [markdown] lang="zh"
# # 模型把梯度清零了
#
# 每次前向计算之前都要清零梯度，所以让模型来做。
#
# 你的预测是对的，但每调用一次，`w.grad` 和 `b.grad` 就被抹掉。在通常的循环里没人会发现，因为那里本
# 来就会清零。可是如果有人在反向传播和更新之间算一次损失，或者想把两个小批量的梯度加起来，梯度就不声
# 不响地没了。向模型提一个问题，不应该留下痕迹。做一次反向传播，打印梯度，调用你的函数，再打印一次：
# 谁会料到这样的结果？

# %% fails="test_nothing_else_changes"
import torch


def linreg(X, w, b):
    for param in (w, b):
        if param.grad is not None:
            param.grad.zero_()
    return torch.matmul(X, w) + b
