# %% [markdown] lang="en"
# # Features and labels glued into one table
#
# Features and labels are two parts of one table: they can be joined, shuffled and cut apart.
#
# Gluing the label to its example is a good way to keep the two together, and for a table of
# features and one column of labels it works. But it asks for two tables. With pictures, or with
# flat labels, the parts have different numbers of axes and can't be joined, so your function raises
# an error. And with two columns of labels, one of them would end up among the features.
#
# Is it really the rows that have to be joined? What do a row and its label already have in common?

# %% [markdown] lang="zh"
# # 把特征和标签粘成一张表
#
# 特征和标签是一张表的两部分：可以拼起来，打乱，再切开。
#
# 把标签粘在样本上，两者就不会分开，这个办法不错；特征是一张表、标签是一列时也行得通。可是它要求两
# 者都是表。特征是图片，或者标签是一维的时候，轴的个数不同，拼不起来，你的函数就会报错。如果标签有
# 两列，还会有一列被分到特征里去。
#
# 真的非要把行拼起来不可吗？想一想，一行特征和它的标签本来就有什么共同之处？

# %% fails="test_data_of_other_shapes"
import torch


def data_iter(batch_size, features, labels):
    order = torch.randperm(len(features))
    table = torch.cat([features, labels], dim=1)[order]
    for start in range(0, len(features), batch_size):
        rows = table[start : start + batch_size]
        yield rows[:, :-1], rows[:, -1:]
