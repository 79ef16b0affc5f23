# %% [markdown] lang="en"
# # Examples never leave their batch
#
# Every batch is shuffled, and so the whole data is shuffled.
#
# You cut the data into batches first and shuffle each of them afterwards. So an example changes its
# place within a batch, but never the batch: the first batch always holds the first examples. For
# the training that is almost as if nothing were shuffled, because the gradient of a batch is a sum,
# and in a sum the order does not count.
#
# The printout of a batch looks nicely mixed, which hides it. Ask for batches of 4 from the
# notebook's 12 examples and sort the first batch. What comes out, and what comes out in the next
# pass?

# %% [markdown] lang="zh"
# # 样本离不开自己的批量
#
# 每个批量都打乱了，所以全部数据也就打乱了。
#
# 你先把数据切成批量，再把每个批量打乱。这样样本只在批量里面换位置，从来不换批量：第一个批量里总是
# 最前面的那些样本。对训练来说，这几乎等于没有打乱，因为批量的梯度是一个和，求和与次序无关。
#
# 打印出来的批量看上去很乱，错误就藏在这里。从笔记本的 12 个样本里取大小为 4 的批量，把第一个批量
# 排序：得到什么？下一遍又得到什么？

# %% fails="test_any_example_at_any_place"
import torch


def data_iter(batch_size, features, labels):
    order = torch.arange(len(features))
    for start in range(0, len(features), batch_size):
        chosen = order[start : start + batch_size]
        chosen = chosen[torch.randperm(len(chosen))]
        yield features[chosen], labels[chosen]
