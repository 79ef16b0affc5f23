# %% [markdown] lang="en"
# # Means that are added up
#
# The mean over all examples is the sum of the means of the minibatches.
#
# Your losses are too large, by the number of minibatches. Each minibatch gives a mean, which
# already stands for one typical example. If you add up a hundred of them, you get a hundred typical
# examples. The result depends on how the data are cut: with larger minibatches there are fewer
# means, and your loss gets smaller, although the model is the same. Report the loss of one model
# twice, once in minibatches of 10 and once of 50. Should the two numbers differ?

# %% [markdown] lang="zh"
# # 把平均值加了起来
#
# 全部样本的平均，就是各个小批量的平均加起来。
#
# 你的损失太大，小批量有多少个，就大了多少倍。每个小批量给出一个平均值，它代表的是一个典型的样本；把
# 一百个这样的平均值加起来，得到的就是一百个样本的量。结果还取决于数据怎么切：小批量大一些，平均值就
# 少一些，模型没有变，你的损失却变小了。对同一个模型，分别用大小为 10 和 50 的小批量报告损失：两个数
# 应该不同吗？

# %% fails="test_losses_are_of_all_examples" source="https://openillumi.com/en/en-pytorch-loss-batchsize-mean-reduction"
import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    losses = []
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss(net(X, w, b), y).sum().backward()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            total = 0.0
            for X, y in data_iter(batch_size, features, labels):
                total += float(loss(net(X, w, b), y).mean())
        losses.append(total)
    return losses
