# %% [markdown] lang="en"
# # A better optimiser than asked for
#
# An optimiser with momentum trains faster, so it is a better choice than the plain one.
#
# Your first step is right, and all others are too long: momentum adds a part of the earlier steps
# to each new one. In many projects this is a good idea. But here the rule for the step is given,
# and with it the meaning of the learning rate: a rate that suits plain gradient descent can be too
# large with momentum. Who compares two learning rates with your function compares something else
# than they think. Print how far `w` moves in the first three steps, with and without momentum. What
# do you see?

# %% [markdown] lang="zh"
# # 用了比要求更“好”的优化器
#
# 带动量的优化器训练得更快，所以比普通的更好。
#
# 你的第一步是对的，后面的都太长：动量会在每个新的一步里加上一部分以前的步子。在许多项目里这是个好主
# 意。但是这里规定了怎样走一步，学习率的含义也就定了；适合普通梯度下降的学习率，加了动量可能就太大。
# 别人用你的函数比较两个学习率，比的就不是他以为的东西了。打印 `w` 在前三步各走了多远，有动量和没有
# 动量各一次：你看到了什么？

# %% fails="test_steps_follow_the_gradient"
import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    losses = []
    optimizer = torch.optim.SGD([w, b], lr=lr / batch_size, momentum=0.9)
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss(net(X, w, b), y).sum().backward()
            optimizer.step()
            optimizer.zero_grad()
        with torch.no_grad():
            losses.append(float(loss(net(features, w, b), labels).mean()))
    return losses
