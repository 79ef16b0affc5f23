# %% [markdown] lang="en"
# # The gradient's length is taken for the batch
#
# The gradient has one row for every example, so its length is the batch size.
#
# Your steps are only right when the number of weights happens to be the batch size. A bias has
# length 1, so its steps come out as if nothing had been divided. The gradient of a parameter always
# has the shape of the parameter. It doesn't show how many examples went into it, because their
# contributions were added up. This is why the caller has to tell you. Compute the gradients of one
# model for minibatches of 5 and of 50 examples, and print their shapes. What is different?

# %% [markdown] lang="zh"
# # 把梯度的长度当成了批量大小
#
# 梯度里每个样本占一行，所以它的长度就是批量大小。
#
# 只有权重的个数恰好等于批量大小时，你的步子才对。偏置的长度是 1，它的步子就像根本没有除过。参数的梯
# 度总是和参数形状一样。从它看不出用了多少个样本，因为各个样本的贡献已经加在一起了，所以才需要调用者
# 告诉你。对同一个模型，分别用5 个样本和 50 个样本的小批量计算梯度，打印梯度的形状：有什么不同？

# %% fails="test_step_is_scaled_by_the_batch"
import torch


def sgd(params, lr, batch_size):
    with torch.no_grad():
        for param in params:
            param -= lr * param.grad / len(param.grad)
            param.grad.zero_()
