# %% [markdown] lang="en"
# # Every epoch starts from the beginning
#
# Each epoch is a training of its own, so it has to begin with the same parameters.
#
# With one epoch your function is right; with more it learns no more than with one. At the beginning
# of each epoch you put the parameters back, and all that was learned before is lost. An epoch is
# only one pass over the data. The next one should go on from where it stopped, and that is why the
# loss falls from epoch to epoch. Print your losses for ten epochs. Do they go on falling, or do
# they only jump up and down around one value?

# %% [markdown] lang="zh"
# # 每一轮都从头开始
#
# 每一轮都是一次单独的训练，所以要从同样的参数开始。
#
# 只训练一轮时，你的函数是对的；轮数多了，学到的并不比一轮多。每一轮开始时，你都把参数放回原处，之前
# 学到的全丢了。一轮只是把数据走一遍，下一轮应该从停下的地方接着走，所以损失才会一轮一轮地下降。把十
# 轮的损失打印出来：它们是一直在降，还是只在一个值上下跳动？

# %% fails="test_epochs_go_on" common="yes"
import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    losses = []
    w_start, b_start = w.detach().clone(), b.detach().clone()
    for _ in range(num_epochs):
        w.data.copy_(w_start)
        b.data.copy_(b_start)
        for X, y in data_iter(batch_size, features, labels):
            loss(net(X, w, b), y).sum().backward()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            losses.append(float(loss(net(features, w, b), labels).mean()))
    return losses
