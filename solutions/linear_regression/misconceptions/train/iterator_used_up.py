# %% [markdown] lang="en"
# # The minibatches run out after one epoch
#
# The minibatches are made once, before the loop, and every epoch goes through them.
#
# The first epoch is fine, but in all later ones nothing happens: the losses stay exactly the same.
# An iterator can be gone through only once. After its last minibatch it is empty, and a `for` loop
# over an empty iterator ends at once, without any error. That makes the mistake hard to see. A
# generator, such as you write for `data_iter` in another exercise, behaves the same way. Count the
# minibatches in each epoch and print the numbers. What do you get for the second epoch?

# %% [markdown] lang="zh"
# # 一轮之后小批量就用完了
#
# 小批量在循环之前准备一次，每一轮都把它们走一遍。
#
# 第一轮没有问题，后面各轮却什么也没发生，损失一点都不变。迭代器只能走一遍，取完最后一个小批量就空
# 了；`for` 循环遇到空的迭代器会马上结束，而且不报错，所以这个错误很难发现。你在别的练习里给
# `data_iter` 写的生成器也是这样。数一数每一轮有几个小批量，打印出来：第二轮是几？

# %% fails="test_epochs_go_on"
import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    losses = []
    batches = iter(data_iter(batch_size, features, labels))
    for _ in range(num_epochs):
        for X, y in batches:
            loss(net(X, w, b), y).sum().backward()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            losses.append(float(loss(net(features, w, b), labels).mean()))
    return losses
