# %% [markdown] lang="en"
# # The incoming gradient is ignored
#
# The derivative of the loss is the difference, so the backward pass of my own function returns just
# that.
#
# The derivative you wrote down is right, and with `loss.sum().backward()` everything works. But
# your backward pass gets a message from the steps behind it: how strongly each loss counts in the
# end. You throw it away. When the loop takes the mean, or gives some examples more weight, the
# gradient should change, and yours stays the same. The chain rule multiplies along the way. Compare
# the gradients after `sum()` and after `mean()` for four examples. By which factor should they
# differ, and by which do they?

# %% [markdown] lang="zh"
# # 没有用上传进来的梯度
#
# 损失的导数就是差，所以我自己写的反向传播只要返回差就行。
#
# 你写的导数是对的，用 `loss.sum().backward()` 时一切正常。但反向传播会从后面的步骤收到一个消息：每
# 个损失最后占多大的分量。你把它扔掉了。如果循环求的是平均值，或者给某些样本更大的权重，梯度就应该跟
# 着变，而你的却不变。链式法则是一路相乘的。用四个样本，比较 `sum()` 和 `mean()` 之后的梯度：它们应
# 该相差几倍，实际相差几倍？

# %% fails="test_gradient"
import torch


class HalfSquare(torch.autograd.Function):
    @staticmethod
    def forward(ctx, y_hat, y):
        ctx.save_for_backward(y_hat - y)
        return (y_hat - y) ** 2 / 2

    @staticmethod
    def backward(ctx, grad_output):
        (difference,) = ctx.saved_tensors
        return difference, None


def squared_loss(y_hat, y):
    return HalfSquare.apply(y_hat, y.reshape(y_hat.shape))
