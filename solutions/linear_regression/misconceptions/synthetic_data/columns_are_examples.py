# %% [markdown] lang="en"
# # Rows and columns are exchanged
#
# `X` has one row for each feature and one column for each example.
#
# Your `X` lies on its side. Many mathematics books write data like this, one example per column,
# and your product fits it, so the labels are right. The lesson agrees on something else:
# `features[0]` is the first example with all its features. All that comes later counts on it, the
# batches, the model, the picture. With as many examples as features even the shape would look
# right, and the mistake would stay hidden. Make five examples with three weights and print
# `len(X)`. What does this number count in your table?

# %% [markdown] lang="zh"
# # 行和列对调了
#
# `X` 每个特征占一行，每个样本占一列。
#
# 你的 `X` 是横过来的。许多数学书就这样写数据，每个样本一列，而你的乘法也与此相配，所以标签没有错。
# 但这一课约定的是另一种写法：`features[0]` 是第一个样本，包含它的全部特征。后面的小批量、
# 模型和画图都以此为准。如果样本数恰好等于特征数，连形状都看不出问题，错误就一直藏着了。
# 用三个权重造五个样本，打印 `len(X)`：在你的表里，这个数数的是什么？

# %% fails="test_shapes"
import torch


def synthetic_data(w, b, num_examples):
    X = torch.randn(len(w), num_examples)
    noise = torch.randn(num_examples) * 0.01
    y = w @ X + b + noise
    return X, y.reshape(-1, 1)
