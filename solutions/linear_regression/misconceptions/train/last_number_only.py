# %% [markdown] lang="en"
# # Only the last loss comes back
#
# What matters is the loss at the end, so one number is enough.
#
# Your function trains well, but of all the losses only the last one comes back. The others were
# computed and then thrown away. A single number can't tell how the training went: whether the loss
# was still falling, whether it had settled long ago, or whether it had been lower before. To see
# this, one draws the loss over the epochs. Take two trainings that end with the same loss, one
# still falling and one settled. How could you tell them apart by what your function gives back?

# %% [markdown] lang="zh"
# # 只返回最后一个损失
#
# 重要的是最后的损失，有一个数就够了。
#
# 你的函数训练得很好，可是那么多损失只返回了最后一个，其余的算出来又扔掉了。一个数说明不了训练的过
# 程：损失是还在下降，还是早就稳定了，或者之前曾经更低？要看这些，就得画出损失随轮数变化的曲线。设想
# 两次训练，最后的损失一样，一次还在下降，一次早已稳定：只看你的函数返回的东西，怎么分得清？

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
    return losses[-1]
