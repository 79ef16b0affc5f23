# %% [markdown] lang="en"
# # The same minibatches in every epoch
#
# The data are shuffled once, before training; after that the order stays.
#
# Your model learns, but in every epoch it meets the same minibatches in the same order. You draw
# them once and keep them in a list. The same examples are then always together, and the same ones
# always come last. A new random order in every epoch mixes them, so that chance effects of one
# order are evened out by the next. The list also needs memory for a second copy of the data. Note
# the first minibatch of each epoch and compare them. How often should they be equal?

# %% [markdown] lang="zh"
# # 每一轮的小批量都一样
#
# 数据在训练之前打乱一次，以后顺序就不变了。
#
# 模型能学习，但每一轮遇到的都是同样的小批量，顺序也一样，因为你只取了一次，放进列表里反复用。于是总
# 是同样的样本在一起，总是同样的样本排在最后。每一轮都重新打乱，样本才会混合，一种顺序带来的偶然影响
# 会被下一种抵消。列表还要多占一份数据的内存。记下每一轮的第一个小批量，比较一下：它们应该有多少次是
# 一样的？

# %% fails="test_epochs_go_on"
import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    losses = []
    batches = list(data_iter(batch_size, features, labels))
    for _ in range(num_epochs):
        for X, y in batches:
            loss(net(X, w, b), y).sum().backward()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            losses.append(float(loss(net(features, w, b), labels).mean()))
    return losses
