# %% [markdown] lang="en"
# # The function ends after the first epoch
#
# `return` belongs to the loop: it hands out the losses at the end of each epoch.
#
# However many epochs are asked for, you train just one. A `return` ends the whole function at once,
# also from within a loop, and nothing after it is run. No error is shown: a list with one loss
# comes back, and it is even right. In Python it is the indentation alone that decides to which
# block a line belongs, and four spaces are quickly too many. Read the last lines of your function
# aloud, with their indentation: what happens at the end of the first epoch?

# %% [markdown] lang="zh"
# # 第一轮后函数就结束了
#
# `return` 属于循环，每一轮结束时把损失交出去。
#
# 不管要多少轮，你都只训练了一轮。`return` 会马上结束整个函数，在循环里也一样，后面的都不再运行。程
# 序不报错，返回的列表里有一个损失，而且还是对的。在 Python 里，一行属于哪个块，只看缩进，多打四个空
# 格是常有的事。把函数的最后几行连同缩进读一遍：第一轮结束时会发生什么？

# %% fails="test_epochs_go_on"
import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    losses = []
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss(net(X, w, b), y).sum().backward()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            losses.append(float(loss(net(features, w, b), labels).mean()))
        return losses
