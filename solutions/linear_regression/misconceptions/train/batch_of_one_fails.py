# %% [markdown] lang="en"
# # It fails with minibatches of one example
#
# Without its extra dimension the label vector always has as many entries as there are examples.
#
# For all minibatches of two or more examples your function is right. With a single example it stops
# with an error, because nothing is left to be counted. When all dimensions of length one are taken
# away, the dimension for the examples goes too if there is only one of them. Training with one
# example at a time is nothing strange: it is stochastic gradient descent in its first form. Call
# your function with `batch_size=1`. Which shape does `y` have, and which shape is left of it?

# %% [markdown] lang="zh"
# # 小批量只有一个样本时出错
#
# 去掉多余的维度以后，标签向量的长度总是等于样本数。
#
# 小批量有两个或更多样本时，你的函数是对的；只有一个样本时就会报错，因为已经没有可以数的东西了。把长
# 度为 1 的维度全部去掉，样本只有一个时，样本那一维也没有了。一次用一个样本训练并不奇怪，随机梯度下
# 降最初就是这样的。用 `batch_size=1` 调用你的函数：`y` 是什么形状？去掉以后又剩下什么形状？

# %% fails="test_epochs_go_on"
import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    losses = []
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss(net(X, w, b), y).sum().backward()
            sgd([w, b], lr, len(y.squeeze()))
        with torch.no_grad():
            losses.append(float(loss(net(features, w, b), labels).mean()))
    return losses
