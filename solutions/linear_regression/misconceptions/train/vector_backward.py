# %% [markdown] lang="en"
# # Going backward from many numbers
#
# `backward` works on the losses of a minibatch as they are, one number for each example.
#
# Python stops with an error about scalar outputs. You ask for the gradient of many numbers at once,
# and each of them has a gradient of its own. But `w.grad` has room for one gradient only. PyTorch
# doesn't want to guess how the many should become one, so it refuses. The task says in its second
# point what the gradient is taken of. Look at the shape of what you call `backward` on: how many
# numbers are in it, and how many should there be?

# %% [markdown] lang="zh"
# # 对许多个数做反向传播
#
# 小批量的损失每个样本一个数，直接对它调用 `backward` 就行。
#
# 程序报错停下，说只有标量输出才行。你一次要求许多个数的梯度，而每个数都有自己的梯度，`w.grad` 里却
# 只放得下一个。怎样把许多个变成一个，PyTorch 不愿意替你猜，所以拒绝了。任务的第 2 点写明了要对什么
# 求梯度。看一看你在什么东西上调用了 `backward`：它的形状是什么？里面有几个数，又应该有几个？

# %% fails="test_steps_follow_the_gradient" common="yes" source="https://www.pythonclear.com/errors/runtimeerror-grad-can-be-implicitly-created-only-for-scalar-outputs/"
import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    losses = []
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss(net(X, w, b), y).backward()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            losses.append(float(loss(net(features, w, b), labels).mean()))
    return losses
