# %% [markdown] lang="en"
# # The parameters also shrink
#
# A good optimiser also pulls the parameters a little towards zero, so that they don't become too
# large.
#
# Your steps are almost right, and in a short training you may not see a difference. But a parameter
# whose gradient is zero still moves: it shrinks a little in every step. What you added is called
# weight decay. It changes the place where training ends, and it pulls the bias as well, although
# the true bias of the data may be large. It is a choice for the person who trains, not for this
# function. Give your function a parameter of 1000 and a gradient of zero. What comes out?

# %% [markdown] lang="zh"
# # 参数还在缩小
#
# 好的优化器还会把参数往零的方向拉一点，免得它们变得太大。
#
# 你走的步子几乎是对的，训练时间短的话，也许看不出差别。可是梯度为零的参数也会动：每一步它都缩小一
# 点。你加进去的东西叫权重衰减。它会改变训练最后停下的地方，连偏置也会被拉小，而数据真正的偏置可能很
# 大。要不要它，应该由训练的人决定，而不是由这个函数决定。给你的函数一个等于 1000 的参数，梯度是零：
# 结果是多少？

# %% fails="test_any_rate_and_batch_size"
import torch


def sgd(params, lr, batch_size, weight_decay=2e-4):
    with torch.no_grad():
        for param in params:
            param -= lr * (param.grad + weight_decay * param) / batch_size
            param.grad.zero_()
