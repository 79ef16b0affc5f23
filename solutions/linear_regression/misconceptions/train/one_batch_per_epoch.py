# %% [markdown] lang="en"
# # One minibatch for each epoch
#
# An epoch means: draw a minibatch and take a step.
#
# In each epoch you look at a single minibatch and leave the others out. In the lesson that would be
# 10 of 1000 examples, and three steps in the whole training: the loss hardly falls. One such step
# is called an iteration. An epoch is longer: in it, every example is used once. Since the
# minibatches are drawn at random, nothing fails, it only takes much longer to learn. Count the
# examples that your function sees in one epoch. How many are there in the data?

# %% [markdown] lang="zh"
# # 每轮只用一个小批量
#
# 一轮就是：取一个小批量，走一步。
#
# 你在每一轮里只看一个小批量，别的都没有用上。按课上的设置，1000 个样本只看 10 个，整个训练才走三
# 步，损失几乎不降。走这样一步叫一次迭代；一轮要长得多，每个样本都要用到一次。因为小批量是随机取的，
# 程序不会出错，只是学得慢很多。数一数你的函数在一轮里看了多少个样本：数据里一共有多少个？

# %% fails="test_steps_follow_the_gradient" common="yes"
import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    losses = []
    for _ in range(num_epochs):
        X, y = next(iter(data_iter(batch_size, features, labels)))
        loss(net(X, w, b), y).sum().backward()
        sgd([w, b], lr, batch_size)
        with torch.no_grad():
            losses.append(float(loss(net(features, w, b), labels).mean()))
    return losses
