# %% [markdown] lang="en"
# # Only one step in each epoch
#
# First the gradients of all minibatches are collected; at the end of the epoch there is one step.
#
# Your parameters change only once in each epoch. Until then the gradients of all minibatches add
# up, and the one step that follows is long and late. The idea of minibatches is the opposite: look
# at a few examples, improve a little at once, and let the next few examples profit from it. In
# Python a line's indentation decides how often it is run. Put a `print` next to your call of `sgd`:
# how often does it speak in one epoch, and how many minibatches are there?

# %% [markdown] lang="zh"
# # 每轮只走一步
#
# 先把所有小批量的梯度攒起来，到一轮结束时走一步。
#
# 你的参数每轮只变一次。在那之前，所有小批量的梯度一直在累加，最后那一步又长又晚。小批量的想法正好相
# 反：看几个样本，马上改进一点，让后面的样本用上改进后的参数。在 Python 里，一行代码的缩进决定它运行
# 多少次。在调用 `sgd` 的旁边加一句 `print`：一轮里它打印几次？小批量又有几个？

# %% fails="test_steps_follow_the_gradient" common="yes"
import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    losses = []
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss(net(X, w, b), y).sum().backward()
        sgd([w, b], lr, batch_size)
        with torch.no_grad():
            losses.append(float(loss(net(features, w, b), labels).mean()))
    return losses
