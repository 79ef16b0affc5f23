# %% [markdown] lang="en"
# # The rest is spread over the batches
#
# If the data does not divide, the batches should be as equal as possible.
#
# You work out how many batches are needed and then split the data into that many nearly equal
# parts. Nothing is lost, and it looks fair. But 10 examples in batches of 4 come as 4, 3 and 3, so
# most batches are smaller than the caller asked for. And whoever divides a sum of gradients by
# `batch_size` now takes steps that are too short, in several batches and not only in the last.
#
# To split into a number of parts and to split into parts of a size are two different tasks. For
# which numbers of examples do the two agree?

# %% [markdown] lang="zh"
# # 剩余的样本被均摊了
#
# 除不尽的时候，各个批量应该尽量一样大。
#
# 你先算出需要几个批量，再把数据分成这么多份差不多大的。样本没有少，看上去也公平。可是 10 个样本、
# 每批 4 个，你给出的是 4、3、3，大多数批量都比调用者要的小。谁用梯度之和除以 `batch_size`，就会在
# 好几个批量上走得太短，而不只是最后一个。
#
# “分成几份”和“每份多大”是两个不同的任务。样本数是多少的时候，两者的结果才一样？

# %% fails="test_last_batch_is_shorter" source="https://stackoverflow.com/questions/14406567/partition-array-into-n-chunks-with-numpy"
import torch


def data_iter(batch_size, features, labels):
    order = torch.randperm(len(features))
    count = -(-len(features) // batch_size)
    for chosen in order.tensor_split(count):
        yield features[chosen], labels[chosen]
