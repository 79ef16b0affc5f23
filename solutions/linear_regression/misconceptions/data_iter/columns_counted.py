# %% [markdown] lang="en"
# # Columns counted instead of examples
#
# The second number of the shape is the number of examples.
#
# Your function counts how many features an example has, and takes this number for the number of
# examples. With three columns it hands out three examples and stops, however long the data is. On a
# square table, or on very small data, this does not show.
#
# In this lesson a row is an example and a column is a feature; `shape` lists them in this order.
# Other books write an example as a column, and then it is the other way round. Print the shape of
# `features` in the notebook. Which of its numbers would grow if you collected more data?

# %% [markdown] lang="zh"
# # 数的是列，不是样本
#
# 形状里的第二个数就是样本数。
#
# 你的函数数的是一个样本有几个特征，却把它当成了样本数。如果有三列，它给出三个样本就停了，不管数据
# 有多长。表格恰好是方的，或者数据很少时，这个错误显不出来。
#
# 在这一课里，一行是一个样本，一列是一个特征，`shape` 也按这个次序列出。别的书有时把一个样本写成一
# 列，那就反过来了。在笔记本里打印 `features` 的形状：如果再多收集一些数据，其中哪个数会变大？

# %% fails="test_batches_have_the_right_size"
import torch


def data_iter(batch_size, features, labels):
    order = torch.randperm(features.shape[1])
    for start in range(0, features.shape[1], batch_size):
        chosen = order[start : start + batch_size]
        yield features[chosen], labels[chosen]
