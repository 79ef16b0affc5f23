# %% [markdown] lang="en"
# # Training copies of the parameters
#
# A function should not touch its arguments, so it has to work on copies of `w` and `b`.
#
# Your losses fall nicely, and yet the caller's `w` and `b` are as they were. You have trained two
# copies, and when the function ends they are gone. To leave arguments alone is a good habit in most
# functions. But here the trained parameters are the very thing that the caller wants, and the
# return value has no place for them: the task asks for a change in place. Print `w` in the notebook
# before and after a training. Who has learned something, and who still knows about it?

# %% [markdown] lang="zh"
# # 训练的是参数的副本
#
# 函数不应该动它的参数，所以要在 `w` 和 `b` 的副本上工作。
#
# 你的损失降得很好，可是调用者的 `w` 和 `b` 还是老样子。你训练的是两个副本，函数一结束，它们就没有
# 了。不动参数，在多数函数里是好习惯；但这里训练好的参数正是调用者想要的，返回值里又没有它们的位置，
# 所以任务要求就地更新。在笔记本里，训练前后各打印一次 `w`：学到东西的是谁？现在还有谁知道？

# %% fails="test_steps_follow_the_gradient" common="yes"
import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    losses = []
    w = w.clone().detach().requires_grad_()
    b = b.clone().detach().requires_grad_()
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss(net(X, w, b), y).sum().backward()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            losses.append(float(loss(net(features, w, b), labels).mean()))
    return losses
