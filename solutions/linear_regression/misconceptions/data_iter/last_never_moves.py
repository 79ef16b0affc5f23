# %% [markdown] lang="en"
# # One example never moves
#
# The last number is n - 1, so that is the end to give to the random draw.
#
# Your own shuffle swaps each place with a random other one, but the end that you gave is left out
# by the draw and by the loop. So the last example takes no part: it is the last one in every pass,
# and always comes in the last batch. All others are mixed well, and with many examples nobody sees
# one that stands still.
#
# Mistakes by one at the ends of a range are the most common ones in such loops. Run your shuffle a
# hundred times for 4 examples and write down who comes last. Does each of the four ever come last?

# %% [markdown] lang="zh"
# # 有一个样本从来不动
#
# 最后一个编号是 n - 1，所以随机抽取时就以它为终点。
#
# 你自己写的打乱让每个位置和另一个随机位置交换，可是你给的终点本身既抽不到，也循环不到。于是最后一
# 个样本没有参加：它在每一遍里都是最后一个，总在最后一个批量里。其余的都打乱得很好，样本一多，没有
# 人会注意到有一个不动。
#
# 在这种循环里，两端差一是最常见的错误。对 4 个样本打乱一百次，记下排在最后的是谁：四个样本都当过
# 最后一个吗？

# %% fails="test_any_example_at_any_place"
import random

import torch


def data_iter(batch_size, features, labels):
    order = list(range(len(features)))
    for i in range(len(order) - 1):
        j = random.randrange(i, max(i + 1, len(order) - 1))
        order[i], order[j] = order[j], order[i]
    order = torch.tensor(order)
    for start in range(0, len(features), batch_size):
        chosen = order[start : start + batch_size]
        yield features[chosen], labels[chosen]
