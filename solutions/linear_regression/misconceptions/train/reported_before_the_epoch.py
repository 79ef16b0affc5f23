# %% [markdown] lang="en"
# # The loss is taken before the epoch
#
# It doesn't matter whether the loss is computed at the beginning or at the end of an epoch.
#
# Your list begins with the loss of the untrained model, and the loss of the final parameters is
# missing. All numbers stand one place too late. The training itself is right, so only the values
# can tell. It matters to whoever wants to know how good the parameters are that they got: the last
# number speaks about parameters that have been changed since. Compute the loss in the notebook
# after the call and compare it with your last number. Are they equal?

# %% [markdown] lang="zh"
# # 在一轮开始前就算了损失
#
# 损失在一轮的开头算还是结尾算，都没有关系。
#
# 你的列表从没有训练过的模型的损失开始，而最后参数的损失却没有，每个数都错后了一位。训练本身是对的，
# 所以只有从数值才看得出来。对想知道手里的参数有多好的人来说，这很重要：最后一个数说的是后来又变过的
# 参数。调用之后，在笔记本里自己算一次损失，和你的最后一个数比一比：一样吗？

# %% fails="test_losses_are_of_all_examples"
import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    losses = []
    for _ in range(num_epochs):
        with torch.no_grad():
            losses.append(float(loss(net(features, w, b), labels).mean()))
        for X, y in data_iter(batch_size, features, labels):
            loss(net(X, w, b), y).sum().backward()
            sgd([w, b], lr, batch_size)
    return losses
