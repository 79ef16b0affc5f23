# %% [markdown] lang="en"
# # A learning rate of zero is replaced
#
# `lr or 0.03` means: 0.03, if no learning rate was handed in.
#
# For every rate but one your function is right. A rate of 0 counts as false in Python, just like an
# empty list, so you take 0.03 instead. Who hands in 0 wants the parameters to stay: it is a simple
# way to test a loop, or to measure the loss of a model without changing it. The opposite happens,
# without any error. Write `print(0.0 or 0.03)` in a cell, then call your function with `lr=0`. What
# did the caller ask for?

# %% [markdown] lang="zh"
# # 学习率为零时被换掉了
#
# `lr or 0.03` 的意思是：没有传进学习率时用 0.03。
#
# 除了一个值，别的学习率你都用对了。在 Python 里，0 和空列表一样算作假，所以你换成了 0.03。传进 0 的
# 人，是希望参数不动：这样可以简单地测试循环，或者在不改变模型的情况下量一量损失。结果却正好相反，也
# 不报错。在一个单元里写 `print(0.0 or 0.03)`，再用 `lr=0` 调用你的函数：调用者要的是什么？

# %% fails="test_epochs_go_on"
import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    lr = lr or 0.03
    losses = []
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss(net(X, w, b), y).sum().backward()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            losses.append(float(loss(net(features, w, b), labels).mean()))
    return losses
