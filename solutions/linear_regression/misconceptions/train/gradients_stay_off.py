# %% [markdown] lang="en"
# # Gradients are switched off for good
#
# For the evaluation one switches gradients off; at the next `backward` they are on again.
#
# The first epoch works, the second one stops with a message that nothing requires a gradient. You
# turn a switch for the whole program, and nobody turns it back. It stays off for the next epoch,
# and even after your function has ended: other cells of the notebook that need gradients would fail
# as well, far away from the cause. The task says that no setting of PyTorch may be changed. Print
# `torch.is_grad_enabled()` after a call of your function. How long should the pause last?

# %% [markdown] lang="zh"
# # 梯度关掉后没有再打开
#
# 评估时把梯度关掉，下次 `backward` 时它自己会打开。
#
# 第一轮能运行，第二轮就停下了，说没有什么需要梯度。你关掉的是整个程序的开关，却没有人再打开它。下一
# 轮里它还是关着的，函数结束以后也是：笔记本里别的需要梯度的单元也会出错，而且离原因很远。任务里说，
# 不能改变 PyTorch 的设置。调用你的函数之后，打印 `torch.is_grad_enabled()`：这次暂停应该持续多久？

# %% fails="test_epochs_go_on" source="https://runebook.dev/ru/docs/pytorch/generated/torch.autograd.grad_mode.set_grad_enabled"
import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    losses = []
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss(net(X, w, b), y).sum().backward()
            sgd([w, b], lr, batch_size)
        torch.set_grad_enabled(False)
        losses.append(float(loss(net(features, w, b), labels).mean()))
    return losses
