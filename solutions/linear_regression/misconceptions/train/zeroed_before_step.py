# %% [markdown] lang="en"
# # Gradients cleared before they are used
#
# Before each step the gradients have to be set to zero, so that nothing old is left in them.
#
# Nothing moves: the parameters after training are those from before it, and the loss stays the
# same. Old gradients do have to go, but you clear them at the moment when the new ones have just
# been computed and nobody has used them yet. What `sgd` then finds is zero. The order of the three
# events matters: compute, use, clear. Print `w.grad` directly before your call of `sgd`. What do
# you see there, and where did the gradient go?

# %% [markdown] lang="zh"
# # 梯度还没用就清零了
#
# 每走一步之前都要把梯度清零，免得里面留着旧的东西。
#
# 什么都没有动：训练之后的参数和之前一样，损失也不变。旧的梯度确实要清掉，可是你清零的时候，新的梯度
# 刚刚算好，还没有人用过，`sgd` 看到的就只剩下零了。计算、使用、清除，这三件事的先后很重要。在调用
# `sgd` 的前一行打印 `w.grad`：你看到了什么？梯度去哪儿了？

# %% fails="test_steps_follow_the_gradient"
import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    losses = []
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss(net(X, w, b), y).sum().backward()
            w.grad.zero_()
            b.grad.zero_()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            losses.append(float(loss(net(features, w, b), labels).mean()))
    return losses
