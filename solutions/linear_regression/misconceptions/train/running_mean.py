# %% [markdown] lang="en"
# # The losses are measured along the way
#
# The mean loss of an epoch is the mean of the losses that came up during its steps.
#
# Your numbers are a little too large, most of all in the first epoch. You add up the losses while
# the parameters are still changing: the first minibatches were judged with parameters that didn't
# exist any more at the end. What you get is a picture of the way, not of the place you have
# reached. Many programs do this because it costs nothing extra, and it is a common reason why
# training losses look too bad. Compute the loss with the parameters after the epoch yourself. How
# much smaller is it?

# %% [markdown] lang="zh"
# # 损失是边走边量的
#
# 一轮的平均损失，就是这一轮里各步的损失的平均。
#
# 你的数偏大，第一轮尤其明显。你是在参数还在变的时候把损失加起来的：前面的小批量用的参数，到一轮结束
# 时早就不在了。这样得到的是一路上的情况，而不是到达的地方的情况。许多程序都这样做，因为不用多花计
# 算，训练损失看起来偏大常常就是这个原因。自己用一轮结束后的参数算一次损失：小了多少？

# %% fails="test_losses_are_of_all_examples" source="https://siddiqueabusaleh.medium.com/why-my-training-loss-is-higher-than-validation-loss-is-the-reported-loss-even-accurate-8843e14a0756"
import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    losses = []
    for _ in range(num_epochs):
        total = 0.0
        for X, y in data_iter(batch_size, features, labels):
            l = loss(net(X, w, b), y).sum()
            l.backward()
            total += float(l)
            sgd([w, b], lr, batch_size)
        losses.append(total / len(features))
    return losses
