# %% [markdown] lang="en"
# # The same examples are always left over
#
# Only the full batches need shuffling; what does not fill a batch comes at the end as it is.
#
# You shuffle as many examples as fit into full batches, and the rest, the last rows of the data,
# always makes the last batch. So these few examples meet only each other, in every pass, and always
# at the end. If the last rows of a data set are special, every epoch ends with the same one-sided
# step.
#
# With numbers that divide, there is no rest, and your shuffle is a fair one. Take 10 examples with
# a `batch_size` of 4 and look at the last batch in five passes. What do you notice?

# %% [markdown] lang="zh"
# # 剩下的总是同样几个样本
#
# 只有完整的批量需要打乱，凑不满的照原样放在最后。
#
# 你只打乱能凑成完整批量的那些样本，其余的，也就是数据的最后几行，总是组成最后一个批量。于是这几个
# 样本在每一遍里都只和彼此在一起，而且总在最后。如果数据的最后几行比较特殊，每一轮都会以同样偏向一
# 边的一步结束。
#
# 样本数能整除时没有剩余，你的打乱是公平的。用 10 个样本、`batch_size` 等于 4 走五遍，看每一遍的最
# 后一个批量：你发现了什么？

# %% fails="test_any_example_at_any_place"
import torch


def data_iter(batch_size, features, labels):
    order = torch.arange(len(features))
    full = len(features) - len(features) % batch_size
    order[:full] = torch.randperm(full)
    for start in range(0, len(features), batch_size):
        chosen = order[start : start + batch_size]
        yield features[chosen], labels[chosen]
