# %% [markdown] lang="en"
# # The numbers of different examples get mixed
#
# To shuffle the data, all its numbers are put into a random order.
#
# The shape is right and no number is lost, but your rows are no examples any more. You shuffled
# single numbers, so a row now holds numbers from different examples, and even from different
# columns. It is like cutting a class list into single cells and gluing them together at random: the
# height of one student next to the age of another.
#
# What is shuffled must be what belongs together. With random data such as the lesson's a row looks
# as good as any other, so use numbered rows. Which rows do you get for
# `torch.arange(12.0).reshape(4, 3)`?

# %% [markdown] lang="zh"
# # 不同样本的数混在了一起
#
# 打乱数据，就是把所有的数随机排列。
#
# 形状是对的，数也一个不少，可是你的行已经不是样本了。你打乱的是一个个的数，所以一行里的数来自不同
# 的样本，甚至来自不同的列。这就像把班级名单剪成一格一格再随机贴起来：一个同学的身高旁边是另一个同
# 学的年龄。
#
# 打乱时，属于一起的东西要一起移动。课里的数据是随机的，哪一行看上去都差不多，所以用有编号的行来试：
# 对 `torch.arange(12.0).reshape(4, 3)`，你会得到哪些行？

# %% fails="test_every_example_comes_once"
import torch


def data_iter(batch_size, features, labels):
    order = torch.randperm(features.numel())
    features = features.reshape(-1)[order].reshape(features.shape)
    for start in range(0, len(features), batch_size):
        chosen = slice(start, start + batch_size)
        yield features[chosen], labels[chosen]
