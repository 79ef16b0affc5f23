# %% [markdown] lang="en"
# # One sum over the whole table
#
# Multiply, add up, and the product of features and weights is done.
#
# All your examples have the same label, apart from the noise. You add up the products of the whole
# table, not those of one example. The result is a single number, and adding the noise stretches it
# to n numbers, so the shape looks as it should and nothing complains. With one example there is no
# difference at all. How `y` depends on `X` is lost, so there is nothing left to learn. Print the
# first five labels of a data set. Over which axis of the table should a sum go if each row is one
# example?

# %% [markdown] lang="zh"
# # 把整张表加成了一个数
#
# 相乘，再加起来，特征和权重的乘积就算好了。
#
# 除了噪声，你所有样本的标签都相同。你加起来的是整张表里的乘积，而不是一个样本的乘积。
# 结果只是一个数，加上噪声时又被拉伸成 n 个数，所以形状看上去没问题，也不会报错；
# 只有一个样本时更是毫无差别。`y` 和 `X` 的关系就这样丢了，再没有什么可学的。
# 打印一份数据的前五个标签。如果每一行是一个样本，求和应该沿着哪个轴？

# %% fails="test_labels_follow_the_model"
import torch


def synthetic_data(w, b, num_examples):
    X = torch.randn(num_examples, len(w))
    noise = torch.randn(num_examples) * 0.01
    y = (X * w).sum() + b + noise
    return X, y.reshape(-1, 1)
