# %% [markdown] lang="en"
# # The losses are rounded
#
# Four decimal places are enough for a loss.
#
# With large losses nobody notices it. But the lesson's last loss is about 0.00005, and of that your
# list shows 0.0001 or 0.0: a mistake of one half of it or more. How many digits count depends on
# how large a number is, not on how many stand after the point. And once a number is rounded, no one
# can get the lost digits back, while a longer number can be shown shorter at any time. Train for
# five epochs. From which epoch on do your losses look the same?

# %% [markdown] lang="zh"
# # 损失被四舍五入了
#
# 损失保留四位小数就够了。
#
# 损失大的时候，谁也看不出来。但是这一课最后的损失大约是 0.00005，在你的列表里成了 0.0001 或者 0.0，
# 差了一半甚至更多。有多少位数字有意义，要看数的大小，而不是看小数点后有几位。而且舍掉的位数再也找不
# 回来，长的数却随时可以显示得短一些。训练五轮：从哪一轮开始，你的损失看起来都一样了？

# %% fails="test_losses_are_of_all_examples"
import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    losses = []
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss(net(X, w, b), y).sum().backward()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            losses.append(round(float(loss(net(features, w, b), labels).mean()), 4))
    return losses
