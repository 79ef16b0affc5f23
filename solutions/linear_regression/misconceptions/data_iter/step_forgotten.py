# %% [markdown] lang="en"
# # The batches overlap
#
# The next batch begins at the next example.
#
# Your start moves on by a single example each time, although a batch takes several. So your batches
# overlap like windows that slide over the data: most examples come again and again, and at the end
# the windows get shorter and shorter. Training even runs well with it, only each epoch does many
# times the work, and you may wonder why it is so slow.
#
# Think of ten examples and a `batch_size` of 5. Write down on paper at which positions a batch
# should begin. How many batches does your loop make instead?

# %% [markdown] lang="zh"
# # 批量互相重叠
#
# 下一个批量从下一个样本开始。
#
# 一个批量要取好几个样本，你的起点每次却只向后移一个。于是各个批量像窗口在数据上滑动一样互相重叠：
# 大多数样本反复出现，到了末尾，窗口又越来越短。训练照样能进行，只是每一轮要做好多倍的工作，你也许
# 只会奇怪它为什么这么慢。
#
# 设想有十个样本，`batch_size` 是 5。在纸上写下每个批量应该从哪个位置开始。你的循环给出了多少个批
# 量？

# %% fails="test_batches_have_the_right_size"
import torch


def data_iter(batch_size, features, labels):
    order = torch.randperm(len(features))
    for start in range(len(features)):
        chosen = order[start : start + batch_size]
        yield features[chosen], labels[chosen]
