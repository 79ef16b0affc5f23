# %% [markdown] lang="en"
# # The sum is reported, not the mean
#
# The loss of all examples is the sum of their losses, as in the step.
#
# Your losses fall as they should, but they are too large, by the number of examples. In the step a
# sum is taken, because `sgd` divides later. In the report nobody divides after you. A sum grows
# with the data set: with twice as many examples it doubles, although the model is no worse. That is
# why losses of different data sets can't be compared by their sums. Report the loss for the first
# half of your data and for all of it. Which of the two numbers should be larger?

# %% [markdown] lang="zh"
# # 报告了总和而不是平均
#
# 全部样本的损失就是它们的和，和走一步时一样。
#
# 你的损失该降也降，但是都太大，样本有多少个，就大了多少倍。走一步时求和，是因为后面 `sgd` 会除；做
# 报告时，后面就没有人再除了。和会随着数据变大：样本多一倍，它就大一倍，而模型并没有变差。所以不同数
# 据集的损失不能用和来比较。分别对前一半数据和全部数据报告损失：哪个数应该更大？

# %% fails="test_losses_are_of_all_examples"
import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    losses = []
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss(net(X, w, b), y).sum().backward()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            losses.append(float(loss(net(features, w, b), labels).sum()))
    return losses
