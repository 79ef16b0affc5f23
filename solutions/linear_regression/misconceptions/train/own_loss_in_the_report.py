# %% [markdown] lang="en"
# # The report has a loss of its own
#
# The mean loss of an epoch is always the mean squared error.
#
# You train with the loss that was handed in, but you report another one. With the lesson's loss
# your numbers are exactly twice as large as they should be; with other losses they have nothing to
# do with what is being made small. It could even happen that they rise while the training goes
# well. A report should tell how far the training has come towards its own aim. Hand in a loss and
# compute its mean over all examples by hand, for three rows. Is that what you report?

# %% [markdown] lang="zh"
# # 报告用了另一种损失
#
# 一轮的平均损失总是均方误差。
#
# 训练用的是传进来的损失，报告的却是另一种。用课上的损失，你的数正好大了一倍；换成别的损失，这些数就
# 和正在变小的量没有关系了，甚至可能训练很顺利，它们却在上升。报告应该说明训练离它自己的目标还有多
# 远。传进一个损失，用三行数据亲手算出它的平均：你报告的是这个数吗？

# %% fails="test_losses_are_of_all_examples"
import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    losses = []
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss(net(X, w, b), y).sum().backward()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            losses.append(float(((net(features, w, b) - labels) ** 2).mean()))
    return losses
