# %% [markdown] lang="en"
# # The two loops have changed places
#
# It doesn't matter which loop is outside: each minibatch is used `num_epochs` times anyway.
#
# With one epoch the path of the parameters is right, with more it isn't. You draw a minibatch and
# train on it several times in a row, before you go on to the next. The number of steps is the same,
# but their order is not: the model first adapts to a few examples, then forgets them for the next
# few. And nowhere in your program is there a moment at which all the data have been seen once.
# Write down the minibatches for two epochs, in your order and in the task's. Where do they differ?

# %% [markdown] lang="zh"
# # 两层循环的位置反了
#
# 哪个循环在外面都一样，反正每个小批量都用 `num_epochs` 次。
#
# 只有一轮时，参数走的路是对的；轮数多了就不对。你取出一个小批量，在它上面连续训练几次，才换下一个。
# 步数一样，顺序却不同：模型先去适应几个样本，再为了后面的几个把它们忘掉。而且在你的程序里，没有一个
# 时刻是“全部数据刚好看过一遍”。按你的顺序和任务的顺序，分别写出两轮里的小批量：它们在哪里不同？

# %% fails="test_epochs_go_on"
import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    losses = []
    for X, y in data_iter(batch_size, features, labels):
        for _ in range(num_epochs):
            loss(net(X, w, b), y).sum().backward()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            losses.append(float(loss(net(features, w, b), labels).mean()))
    return losses
