# %% [markdown] lang="en"
# # The loss runs backward itself
#
# A loss function has to take care of the gradients, so it calls `backward` before it returns.
#
# Your function already runs the backward pass. When the training loop then does the same, there are
# two possibilities, and both are bad: PyTorch stops, because the stored steps were thrown away
# after the first pass, or the gradients are added up twice. A loss function answers one question:
# how wrong is the prediction? What to do with the answer is decided elsewhere. When you only want
# to measure the loss on test data, you don't want any gradients at all. Call your function twice in
# a row and look at `y_hat.grad` after each call. Would you expect a measurement to change
# something?

# %% [markdown] lang="zh"
# # 损失自己做了反向传播
#
# 损失函数要负责梯度，所以返回之前要先调用 `backward`。
#
# 你的函数自己就做了反向传播。训练循环再做一次时，有两种可能，都不好：要么 PyTorch 停下来，因为第一
# 次之后存下的步骤已经扔掉了；要么梯度被加了两遍。损失函数只回答一个问题：预测错了多少？拿这个答案做
# 什么，由别处决定。在测试数据上量一下损失时，根本不需要梯度。连续调用你的函数两次，每次都看看
# `y_hat.grad`：只是量一量，应该改变什么吗？

# %% fails="test_gradient"
import torch


def squared_loss(y_hat, y):
    loss = (y_hat - y.reshape(y_hat.shape)) ** 2 / 2
    if y_hat.requires_grad:
        loss.sum().backward(retain_graph=True)
    return loss
