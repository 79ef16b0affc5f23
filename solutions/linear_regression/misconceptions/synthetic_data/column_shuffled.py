# %% [markdown] lang="en"
# # Each feature is a shuffled copy
#
# After shuffling, a column has nothing to do with the one that it was copied from.
#
# All your features hold the same n numbers, each in another order. Shuffling does break the link
# inside a row. But it doesn't make new draws: if one column by chance has a large mean, then every
# column has exactly this mean, and the largest value turns up once in each. Independent columns
# would differ. With a single example, nothing can be shuffled, and all its features are equal. Sort
# each column of `X` and compare them. How many numbers did you draw, and how many does the task
# speak of?

# %% [markdown] lang="zh"
# # 每个特征都是打乱的副本
#
# 打乱之后，一列就和它的原件没有关系了。
#
# 你的所有特征都是同样的 n 个数，只是顺序不同。打乱确实切断了同一行里的联系，但并没有抽取新的数：
# 如果一列的平均值碰巧偏大，那么每一列都正好是这个平均值，最大的那个数在每一列里也都出现一次。
# 独立的列不会这样。只有一个样本时，没有什么可打乱的，它的特征就全都相等。把 `X` 的每一列排序，
# 比一比：你抽了多少个数？题目说的是多少个？

# %% fails="test_features_are_standard_normal"
import torch


def synthetic_data(w, b, num_examples):
    column = torch.randn(num_examples)
    X = torch.stack([column[torch.randperm(num_examples)] for _ in w], dim=1)
    noise = torch.randn(num_examples) * 0.01
    y = X @ w + b + noise
    return X, y.reshape(-1, 1)
