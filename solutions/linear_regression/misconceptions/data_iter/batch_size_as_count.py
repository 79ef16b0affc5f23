# %% [markdown] lang="en"
# # Batch size taken for the number of batches
#
# `batch_size` says into how many batches the data is divided.
#
# You cut the data into about `batch_size` pieces. What was asked for is the other way round: the
# pieces have `batch_size` examples each, and how many pieces there are follows from the amount of
# data. With 100 examples and a size of 10 both readings give the same, so you can be unlucky and
# test just such a case.
#
# The difference matters for training: with your reading a data set that is ten times as large makes
# each batch ten times as large as well. Try 12 examples with a `batch_size` of 3. How many batches
# do you get, and how long is each?

# %% [markdown] lang="zh"
# # 把批量大小当成了批量个数
#
# `batch_size` 表示要把数据分成几个批量。
#
# 你把数据大约切成了 `batch_size` 份。题目的意思正好相反：每一份有 `batch_size` 个样本，至于有几份，
# 由数据的多少决定。如果有 100 个样本、大小为 10，两种理解的结果一样，碰巧只试了这种情况就看不出区
# 别。
#
# 这个区别对训练很重要：照你的理解，数据多十倍，每个批量也会大十倍。用 12 个样本、`batch_size` 等
# 于 3 试一试：你得到几个批量，每个有多长？

# %% fails="test_batches_have_the_right_size"
import torch


def data_iter(batch_size, features, labels):
    order = torch.randperm(len(features))
    size = max(1, len(features) // batch_size)
    for start in range(0, len(features), size):
        chosen = order[start : start + size]
        yield features[chosen], labels[chosen]
