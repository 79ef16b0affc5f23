# %% [markdown] lang="en"
# # The last batch is cut wrongly
#
# What is left over at the end are the last rows of the data.
#
# Your full batches follow the random order, but the last, shorter batch is cut from the data
# itself. The last rows of the data are not the ones that the full batches have left out: some of
# them have come already, and some other examples never come. The sizes are all right, and with
# numbers that divide there is no last batch at all, so a quick test shows nothing.
#
# Two things look alike here, a place in the order and a row of the data. Collect all examples of a
# pass for 10 examples in batches of 4. Is each there exactly once?

# %% [markdown] lang="zh"
# # 最后一个批量取错了地方
#
# 最后剩下的，就是数据的最后几行。
#
# 你的完整批量是按随机顺序取的，最后那个短的批量却直接从数据里切。数据的最后几行并不是完整批量漏下
# 的那些：其中有的已经出现过，而另一些样本从来没有出现。大小都对；能整除时又根本没有这个批量，所以
# 随便一试看不出问题。
#
# 这里有两样东西很像：在顺序里的位置，和在数据里的行号。10 个样本，每批 4 个，把一遍里的样本都收集
# 起来：每个都正好出现一次吗？

# %% fails="test_every_example_comes_once"
import torch


def data_iter(batch_size, features, labels):
    order = torch.randperm(len(features))
    full = len(features) - len(features) % batch_size
    for start in range(0, full, batch_size):
        chosen = order[start : start + batch_size]
        yield features[chosen], labels[chosen]
    if full < len(features):
        yield features[full:], labels[full:]
