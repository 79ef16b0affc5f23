# %% [markdown] lang="en"
# # The last labels belong to other examples
#
# The order was put on the features and labels; the end of both is what is left.
#
# In your full batches every example has its own label. In the last, shorter one the features follow
# the random order, but the labels are simply the last labels of the data, so they belong to other
# examples. With numbers that divide this branch never runs, and the mistake sleeps until somebody
# comes with other data.
#
# Code that treats the last round separately has to be tested separately. Take the notebook's data,
# where each label is the sum of its row, with a `batch_size` of 5. In which rows of which batch
# does the sum not fit?

# %% [markdown] lang="zh"
# # 最后几个标签是别人的
#
# 特征和标签都排过顺序了，剩下的就是两者的末尾。
#
# 在完整的批量里，每个样本都带着自己的标签。在最后那个短的批量里，特征按随机顺序取，标签却只是数据
# 的最后几个，所以是别的样本的。能整除时这段代码从不执行，错误一直睡着，直到有人用了别的数据。
#
# 把最后一轮单独处理的代码，也要单独测试。笔记本的数据里每个标签都是那一行的和，取 `batch_size` 等
# 于 5：哪个批量的哪些行，和对不上？

# %% fails="test_pairs_stay_together"
import torch


def data_iter(batch_size, features, labels):
    order = torch.randperm(len(features))
    full = len(features) - len(features) % batch_size
    for start in range(0, full, batch_size):
        chosen = order[start : start + batch_size]
        yield features[chosen], labels[chosen]
    if full < len(features):
        yield features[order[full:]], labels[full:]
