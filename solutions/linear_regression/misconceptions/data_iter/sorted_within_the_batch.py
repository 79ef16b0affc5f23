# %% [markdown] lang="en"
# # Each batch comes in sorted order
#
# It only matters which examples are in a batch, so a mask can choose them.
#
# You mark the chosen rows in a mask and let the mask pick them. A mask knows only yes or no and has
# no order: the rows come out as they stand in the data. So the groups are random, but within each
# batch the examples are sorted by their old place. Example 0 is always the first of its batch. For
# a sum that makes no difference; for a caller who looks at the first rows, or cuts the batch once
# more, it does.
#
# The task asks for a random order of the examples. Take one batch of all 12 examples from the
# notebook's data. In which order do they come?

# %% [markdown] lang="zh"
# # 每个批量里都是排好序的
#
# 只要紧的是批量里有哪些样本，所以可以用掩码来选。
#
# 你在掩码里标出选中的行，再用掩码取出来。掩码只知道“要”或“不要”，没有次序：取出的行还是数据里原来
# 的先后。所以分组是随机的，每个批量里面却按原来的位置排好了序，0 号样本总是它那个批量的第一个。求
# 和时没有区别；但调用者如果只看前几行，或者把批量再切开，就有区别了。
#
# 题目要求样本的顺序是随机的。从笔记本的数据里取一个含全部 12 个样本的批量：它们是按什么顺序出来的？

# %% fails="test_any_example_at_any_place"
import torch


def data_iter(batch_size, features, labels):
    order = torch.randperm(len(features))
    for start in range(0, len(features), batch_size):
        chosen = torch.zeros(len(features), dtype=torch.bool)
        chosen[order[start : start + batch_size]] = True
        yield features[chosen], labels[chosen]
