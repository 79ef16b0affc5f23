# %% [markdown] lang="en"
# # The model is called without its parameters
#
# A model knows its own parameters, so it is enough to hand it the examples.
#
# Python stops at your first prediction: two arguments are missing. In many programs that you find
# on the web, and in later chapters, a model is an object that keeps its parameters inside. Then
# `net(X)` is all you need. In this lesson `net` is a plain function that remembers nothing:
# everything that it needs for a prediction has to be handed over, each time. Look at the definition
# of `net` in the notebook. Which values does it ask for, and who has them?

# %% [markdown] lang="zh"
# # 调用模型时没有给参数
#
# 模型知道自己的参数，把样本交给它就够了。
#
# 程序在第一次预测时就停下了：少了两个参数。网上的许多程序里，还有后面的章节里，模型是一个对象，参数
# 就放在它里面，所以写 `net(X)` 就行。而在这一课里，`net` 只是一个普通的函数，什么都不记得，预测需要
# 的一切每次都得交给它。看看笔记本里 `net` 的定义：它要哪些值？这些值在谁手里？

# %% fails="test_steps_follow_the_gradient"
import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    losses = []
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss(net(X), y).sum().backward()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            losses.append(float(loss(net(features), labels).mean()))
    return losses
