# %% [markdown] lang="en"
# # Rate and batch size have changed places
#
# `sgd` needs the parameters, the batch size and the rate; the order of the numbers doesn't matter.
#
# The losses explode to huge numbers or `nan` within a few steps. You hand the two numbers to `sgd`
# in the wrong order, so it multiplies by the batch size and divides by the learning rate. With 10
# and 0.03 every step becomes more than a hundred thousand times too long. Python can't warn you,
# since both are just numbers. Look at the line that defines `sgd` and at your call of it: which
# value lands in which parameter?

# %% [markdown] lang="zh"
# # 学习率和批量大小换了位置
#
# `sgd` 要参数、批量大小和学习率，两个数的先后无所谓。
#
# 没走几步，损失就变成了巨大的数或者 `nan`。你把两个数按相反的顺序交给了 `sgd`，它就乘了批量大小，又
# 除了学习率。用 10 和 0.03 时，每一步都长了十多万倍。Python 没法提醒你，因为两个都只是数。对照一下
# `sgd` 的定义和你的调用：哪个值进了哪个参数？

# %% fails="test_steps_follow_the_gradient"
import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    losses = []
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss(net(X, w, b), y).sum().backward()
            sgd([w, b], batch_size, lr)
        with torch.no_grad():
            losses.append(float(loss(net(features, w, b), labels).mean()))
    return losses
