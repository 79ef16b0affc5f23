# %% [markdown] lang="en"
# # The order does not fit into a table
#
# The order can always be laid out as a table with one batch in each row.
#
# Your idea is neat: put the shuffled numbers into a table with `batch_size` columns, and each row
# is a batch. It works as long as the numbers fill the table. With 10 examples and 4 columns they
# don't, and `reshape` raises an error, because a tensor has no rows of different length.
#
# The lesson uses 1000 examples in batches of 10, so there the table is always full. Real data sets
# rarely have such a round number. How many rows would you need for 10 examples, and what should
# stand in the last of them?

# %% [markdown] lang="zh"
# # 顺序排不成一张表
#
# 顺序总可以排成一张表，每一行就是一个批量。
#
# 你的想法很巧：把打乱的编号排成有 `batch_size` 列的表，每一行就是一个批量。只要编号正好填满这张表，
# 就没有问题。可是 10 个样本排成 4 列填不满，`reshape` 就会报错，因为张量的各行不能有长有短。
#
# 课里是 1000 个样本、每批 10 个，表总是满的。真实的数据很少有这么整的数。10 个样本需要几行？最后
# 一行里应该有什么？

# %% fails="test_last_batch_is_shorter"
import torch


def data_iter(batch_size, features, labels):
    order = torch.randperm(len(features))
    for chosen in order.reshape(-1, batch_size):
        yield features[chosen], labels[chosen]
