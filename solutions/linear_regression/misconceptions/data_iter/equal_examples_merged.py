# %% [markdown] lang="en"
# # Equal examples are taken for one
#
# "Exactly once" means that no row of numbers may come twice.
#
# You throw out rows that were seen before. Data whose rows are all different goes through unharmed,
# and that is so for the lesson's random numbers. Real data often holds equal rows: two houses of
# the same size with different prices are two examples. Your function drops one of them together
# with its label, and so changes what the model learns.
#
# An example is a place in the data set and not its numbers. Give your function four rows, two of
# which are equal, with four different labels. How many examples should come, and how many do come?

# %% [markdown] lang="zh"
# # 相同的样本被合并了
#
# “恰好一次”就是说，同样的一行数不能出现两次。
#
# 你把以前见过的行扔掉了。各行都不相同的数据不受影响，课里的随机数就是这样。真实的数据里却常有相同
# 的行：两套面积一样、价格不同的房子是两个样本。你的函数会扔掉其中一个，连同它的标签，模型学到的东
# 西就变了。
#
# 样本是数据集里的一个位置，而不是那几个数。给你的函数四行数据，其中两行相同，四个标签各不相同：应
# 该出来几个样本？实际出来几个？

# %% fails="test_every_example_comes_once"
import random

import torch


def data_iter(batch_size, features, labels):
    rows = {tuple(row.reshape(-1).tolist()): number for number, row in enumerate(features)}
    order = list(rows.values())
    random.shuffle(order)
    for start in range(0, len(order), batch_size):
        chosen = torch.tensor(order[start : start + batch_size])
        yield features[chosen], labels[chosen]
