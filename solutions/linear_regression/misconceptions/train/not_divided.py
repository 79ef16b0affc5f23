# %% [markdown] lang="en"
# # Steps that are not divided
#
# The gradient of the summed loss can be used as it is; the number of examples doesn't matter.
#
# Each of your steps is too long, by as many times as there are examples in a minibatch. With the
# lesson's data you may not notice it: the loss even falls faster. But the step now depends on how
# many examples you happen to take together, and with a larger minibatch or another learning rate
# the numbers explode. Try your function with minibatches of 10, 50 and 200 examples. What happens
# to the loss, and at which size does it stop falling?

# %% [markdown] lang="zh"
# # 步子没有除以批量大小
#
# 求和后的梯度可以直接拿来用，有多少个样本都没有关系。
#
# 你的每一步都太长，小批量里有几个样本，就长了几倍。用这一课的数据可能看不出来，损失甚至降得更快。但
# 是这样一来，步长取决于你碰巧一次取了多少个样本；批量再大一些，或者换一个学习率，数值就会爆炸。分别
# 用大小为 10、50、200 的小批量运行你的函数：损失有什么变化？从多大开始不再下降？

# %% fails="test_steps_follow_the_gradient"
import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    losses = []
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss(net(X, w, b), y).sum().backward()
            sgd([w, b], lr, 1)
        with torch.no_grad():
            losses.append(float(loss(net(features, w, b), labels).mean()))
    return losses
