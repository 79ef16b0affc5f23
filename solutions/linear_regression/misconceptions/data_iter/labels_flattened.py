# %% [markdown] lang="en"
# # The labels lose their column
#
# A label is one number, so the labels of a batch are a flat vector.
#
# You turn labels of shape (B, 1) into a vector of shape (B,). The numbers are the same, and printed
# they look neater, so this seems harmless. The trouble comes later: predictions have the shape (B,
# 1), and when PyTorch subtracts a flat vector from a column it compares each with each and makes a
# whole table, without an error.
#
# A loader should only choose rows and leave the rest of the shape alone. In the notebook, subtract
# a vector of 3 numbers from a column of 3 numbers. How many numbers do you get?

# %% [markdown] lang="zh"
# # 标签丢了一列
#
# 一个标签就是一个数，所以一批标签应该是一维的向量。
#
# 你把形状为 (B, 1) 的标签变成了形状为 (B,) 的向量。数还是那些数，打印出来还更整齐，看上去没有坏处。
# 麻烦在后面：预测的形状是 (B, 1)，一列减去一个一维向量时，PyTorch 会让每个和每个相减，悄悄地得到
# 一整张表，不报错。
#
# 读取数据时只应当选出一些行，其余的形状不要动。在笔记本里用一列 3 个数减去一个有 3 个数的向量：结
# 果有几个数？

# %% fails="test_batches_have_the_right_size" common="yes"
import torch


def data_iter(batch_size, features, labels):
    order = torch.randperm(len(features))
    for start in range(0, len(features), batch_size):
        chosen = order[start : start + batch_size]
        yield features[chosen], labels[chosen].reshape(-1)
