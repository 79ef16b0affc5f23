# %% [markdown] lang="en"
# # A new pass for every minibatch
#
# `next(iter(…))` gives the next minibatch of the data each time it is called.
#
# The number of your steps is right, but the minibatches are not: each time you start a new pass and
# take its first minibatch, then throw the rest of the pass away. In one epoch some examples come
# several times and others not at all. It also costs time, since every new pass shuffles all the
# data for a handful of examples. The word `next` sounds as if something was remembered; but a fresh
# iterator has nothing to remember. Collect the example rows that one epoch uses. Are they all
# different?

# %% [markdown] lang="zh"
# # 每个小批量都重新开始一遍
#
# 每次调用 `next(iter(…))`，都会得到数据的下一个小批量。
#
# 你走的步数是对的，小批量却不对：你每次都新开一遍，取第一个小批量，再把剩下的扔掉。于是一轮里有的样
# 本来了好几次，有的一次也没来。这样还很费时间，为了几个样本，每次都要把全部数据打乱一遍。`next` 听
# 起来像是记得上次到了哪里，可是新的迭代器没有什么可记的。把一轮里用到的样本收集起来：它们都不相同
# 吗？

# %% fails="test_steps_follow_the_gradient"
import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    losses = []
    for _ in range(num_epochs):
        for _ in range(len(features) // batch_size):
            X, y = next(iter(data_iter(batch_size, features, labels)))
            loss(net(X, w, b), y).sum().backward()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            losses.append(float(loss(net(features, w, b), labels).mean()))
    return losses
