# %% [markdown] lang="en"
# # A few swaps are no shuffle
#
# When some randomly chosen pairs change places, the order is random.
#
# You swap a quarter as many pairs as there are examples. That sounds like a lot, but more than half
# of the examples are never touched and stay where they were, next to their old neighbours. The
# order is a different one in each pass, and still far from random: you can guess where most
# examples are.
#
# In a fair shuffle every example can end up at every place, and the old place gives no hint. Let
# your function order 100 numbered rows. How many of them still stand at their old place, and how
# many would you expect after a fair shuffle?

# %% [markdown] lang="zh"
# # 换几对位置不算打乱
#
# 随机挑几对互换位置，顺序就是随机的了。
#
# 你交换的次数是样本数的四分之一。听起来不少，可是一半以上的样本根本没有动过，还在原来的位置，旁边
# 还是原来的邻居。每一遍的顺序都不同，但离随机还很远：大多数样本在哪里，一猜就中。
#
# 真正打乱之后，每个样本都可能到任何一个位置，从原来的位置看不出线索。让你的函数给 100 个有编号的
# 行排序：有几个还在原来的位置？如果打乱得公平，你认为应该有几个？

# %% fails="test_any_example_at_any_place"
import torch


def data_iter(batch_size, features, labels):
    order = torch.arange(len(features))
    for _ in range(len(features) // 4):
        pair = torch.randint(len(features), (2,))
        order[pair] = order[pair.flip(0)]
    for start in range(0, len(features), batch_size):
        chosen = order[start : start + batch_size]
        yield features[chosen], labels[chosen]
