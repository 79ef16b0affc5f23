# %% [markdown] lang="en"
# # The total is never set back
#
# A running total is set to zero once, before the training starts.
#
# The first loss is right, and each one after it contains all the losses before. Your list can only
# rise, although the model gets better. If you only look at how much each number differs from the
# one before, you find the right losses. A variable that collects something has to begin again for
# each thing that it collects for. Where it is set to zero decides what it is the total of. Print
# your losses for five epochs: do they rise or fall, and what does the loss of the model do?

# %% [markdown] lang="zh"
# # 累加的总数没有归零
#
# 累加用的变量归零一次就够了，在训练开始之前。
#
# 第一个损失是对的，后面每一个都包含了前面所有的损失。模型越来越好，你的列表却只会往上升。看看相邻两
# 个数的差，那才是对的损失。用来累加的变量，要为它负责的每一样东西重新开始；在哪里归零，决定了它是什
# 么的总和。打印五轮的损失：它们是升还是降？模型的损失又是怎样？

# %% fails="test_losses_are_of_all_examples"
import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    losses = []
    total = 0.0
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss(net(X, w, b), y).sum().backward()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            total += float(loss(net(features, w, b), labels).mean())
            losses.append(total)
    return losses
