# %% [markdown] lang="en"
# # One loss too many
#
# The list should also show where the training started, so it begins with the loss before it.
#
# Your list has one number more than there were epochs. The first is the loss before any training.
# It can be interesting, but then every number stands one place too late: what a caller reads as the
# loss after the first epoch is the one from before it. For a curve with the epochs 1 to
# `num_epochs` below it, the two lists no longer fit together. Call your function with
# `num_epochs=0`. How many losses should there be, and how many are there?

# %% [markdown] lang="zh"
# # 多了一个损失
#
# 列表里也应该看得出从哪里开始，所以先放训练之前的损失。
#
# 你的列表比轮数多一个数，第一个是还没有训练时的损失。它也许有意思，但这样每个数都往后错了一位：别人
# 当作第一轮之后的损失来读的，其实是训练之前的。如果要画曲线，横轴是第 1 轮到第 `num_epochs` 轮，两
# 个列表的长度就对不上了。用 `num_epochs=0` 调用你的函数：应该有几个损失？实际有几个？

# %% fails="test_one_loss_per_epoch"
import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    with torch.no_grad():
        losses = [float(loss(net(features, w, b), labels).mean())]
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss(net(X, w, b), y).sum().backward()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            losses.append(float(loss(net(features, w, b), labels).mean()))
    return losses
