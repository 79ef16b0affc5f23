# %% [markdown] lang="en"
# # Rows overlap
#
# All the numbers are independent draws, so every table made of them has independent rows.
#
# Your table holds hardly more numbers than it has rows: each row is the row before, moved by one
# place, with one new number at its end. Every single number is a fair draw, and neighbours in one
# row don't depend on each other. But the second feature of an example is the first feature of the
# next one. So the rows are not independent, and the data say much less than they seem to. Print the
# first three rows of `X`. How many different numbers do you see, and how many should there be?

# %% [markdown] lang="zh"
# # 各行互相重叠
#
# 这些数都是独立抽取的，所以用它们拼成的表，各行也是独立的。
#
# 你的表里，不同的数并不比行数多多少：每一行都是上一行移动一格，末尾添一个新数。
# 每个数确实都是公平抽取的，同一行里相邻的数也没有关系。可是一个样本的第二个特征，
# 就是下一个样本的第一个特征。所以各行并不独立，数据里的信息比看上去少得多。打印 `X` 的前三行：
# 你看到几个不同的数？应该有几个？

# %% fails="test_features_are_standard_normal"
import torch


def synthetic_data(w, b, num_examples):
    X = torch.randn(num_examples + len(w) - 1).unfold(0, len(w), 1)
    noise = torch.randn(num_examples) * 0.01
    y = X @ w + b + noise
    return X, y.reshape(-1, 1)
