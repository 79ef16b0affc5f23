# %% [markdown] lang="en"
# # The report looks at the first 1000 rows
#
# There are 1000 examples, so a slice up to 1000 takes all of them.
#
# With the lesson's data your report is right, since there are just 1000 rows. A slice that goes too
# far makes no error, so small data work as well. With more rows, those behind the first thousand
# count for the training but not for the report. If the data are sorted, your loss tells only about
# one part of them. The task says: over all examples. Make data with 2000 rows and spoil the labels
# of the last hundred. Does your loss see that?

# %% [markdown] lang="zh"
# # 报告只看前 1000 行
#
# 样本有 1000 个，所以切到 1000 就是全部。
#
# 用课上的数据，你的报告是对的，那里正好 1000 行。切片超出范围也不报错，所以数据少的时候也没事。数据
# 多了，一千行以后的样本参加训练，却不在报告里。如果数据是排好序的，你的损失就只说明了其中一部分。任
# 务要求的是全部样本。造 2000 行数据，把最后一百个标签改坏：你的损失看得出来吗？

# %% fails="test_losses_are_of_all_examples"
import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    losses = []
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss(net(X, w, b), y).sum().backward()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            losses.append(float(loss(net(features[:1000], w, b), labels[:1000]).mean()))
    return losses
