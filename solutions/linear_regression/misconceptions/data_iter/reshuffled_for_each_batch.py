# %% [markdown] lang="en"
# # A new shuffle for every batch
#
# The more often you shuffle, the more random is the order.
#
# You shuffle before each batch. Within one batch no example comes twice, which is why the mistake
# is hard to see. But each batch takes its piece from a different order, and these orders know
# nothing of each other: an example may stand in the first piece of one and again in the second
# piece of the next. So some come twice in a pass and others never.
#
# Imagine cutting a pack of cards in two, but shuffling the whole pack between the two cuts. Collect
# the examples of a whole pass and sort them. Is each there exactly once?

# %% [markdown] lang="zh"
# # 每个批量都重新打乱
#
# 打乱得越勤，顺序就越随机。
#
# 你在取每个批量之前都打乱一次。同一个批量里没有重复的样本，所以错误不容易看出来。可是每个批量是从
# 不同的顺序里取的，这些顺序互不相干：一个样本可能在某个顺序的第一段，又在下一个顺序的第二段。于是
# 有的样本一遍里出现两次，有的一次也没有。
#
# 想象把一副牌分成两半，拿走前一半之后，却把整副牌重新洗一遍再拿后一半。把一整遍的样本收集起来排序：
# 每个都正好出现一次吗？

# %% fails="test_every_example_comes_once" source="https://stats.stackexchange.com/questions/235844/should-training-samples-randomly-drawn-for-mini-batch-training-neural-nets-be-dr"
import torch


def data_iter(batch_size, features, labels):
    for start in range(0, len(features), batch_size):
        order = torch.randperm(len(features))
        chosen = order[start : start + batch_size]
        yield features[chosen], labels[chosen]
