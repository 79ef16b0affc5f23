# %% [markdown] lang="en"
# # Divided by the number of all examples
#
# A step is divided by the size of the data set, because the loss is a mean over all examples.
#
# Your parameters creep: after an epoch they have hardly moved. The gradient in your hands is a sum
# over the few examples of one minibatch, but you divide it by the number of all examples. A mean
# has to be divided by as many terms as were added up. The mean over all the data belongs to the
# report at the end of an epoch, not to a step. Print how many examples the sum contains and which
# number it is divided by. Do they agree?

# %% [markdown] lang="zh"
# # 除以了全部样本数
#
# 损失是全部样本的平均，所以每一步要除以数据集的大小。
#
# 你的参数几乎不动，一轮之后还在起点附近。你手里的梯度，是一个小批量里几个样本的和，却除以了全部样本
# 的个数。求平均时，加了几项就该除以几。对全部数据求平均，是每轮结束时做报告的事，不是走一步时的事。
# 打印一下：这个和里有多少个样本，又除以了几？两个数一致吗？

# %% fails="test_steps_follow_the_gradient"
import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    losses = []
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss(net(X, w, b), y).sum().backward()
            sgd([w, b], lr, len(features))
        with torch.no_grad():
            losses.append(float(loss(net(features, w, b), labels).mean()))
    return losses
