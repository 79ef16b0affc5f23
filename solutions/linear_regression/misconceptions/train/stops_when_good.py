# %% [markdown] lang="en"
# # Training stops when it is good enough
#
# When the loss is small, more epochs are useless, so the loop may end.
#
# With the lesson's data your function stops after two epochs of three, because the loss is below
# your limit. Then fewer numbers come back than epochs were asked for, and the parameters are less
# exact than they could be. What counts as a small loss depends on the data: prices in euros and
# sizes in metres have quite different errors. The number of epochs is a decision of the caller. Ask
# for ten epochs with the lesson's data. How many losses do you get, and how small could the last
# one have been?

# %% [markdown] lang="zh"
# # 够好了就停止训练
#
# 损失已经很小，再训练也没有用，循环可以结束了。
#
# 用课上的数据，你的函数两轮就停了，因为损失已经低于你定的界限。这样返回的数比要求的轮数少，参数也没
# 有达到能达到的精度。多小才算小，要看数据：以元计的价格和以米计的尺寸，误差完全不同。训练多少轮由调
# 用者决定。用课上的数据训练十轮：你得到几个损失？最后一个本来可以有多小？

# %% fails="test_one_loss_per_epoch"
import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    losses = []
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss(net(X, w, b), y).sum().backward()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            losses.append(float(loss(net(features, w, b), labels).mean()))
        if losses[-1] < 1e-3:
            break
    return losses
