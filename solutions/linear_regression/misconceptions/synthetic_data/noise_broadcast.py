# %% [markdown] lang="en"
# # A column plus a flat vector
#
# Two tensors with n numbers each are added number by number.
#
# Your labels are a whole square of numbers, n rows and n columns. One of the two things that you
# add is a column of shape `(n, 1)`, the other one is flat, of shape `(n,)`. PyTorch compares shapes
# from the right, finds 1 against n, and repeats whatever is 1. So every clean label meets every
# noise number. With a single example it even looks right, and nothing ever raises an error. Print
# the shape of each part of your sum just before you add them. Which two do not match?

# %% [markdown] lang="zh"
# # 一列加上一个一维向量
#
# 两个张量各有 n 个数，相加就是一个对一个地加。
#
# 你的标签成了一整个方阵，n 行 n 列。你相加的两部分，一个是形状为 `(n, 1)` 的列，另一个是一维的，
# 形状为 `(n,)`。PyTorch 从右边开始比较形状，遇到 1 对 n，就把是 1 的那个轴重复 n 次，
# 于是每个标签都和每个噪声加了一遍。只有一个样本时结果甚至是对的，而且从不报错。在相加之前，
# 打印每一部分的形状：哪两个对不上？

# %% fails="test_shapes" source="https://www.whosebug.com/question/6279360/Pytorch-Numpy-dimensions-math-Why-n-n-1-n-n"
import torch


def synthetic_data(w, b, num_examples):
    X = torch.randn(num_examples, len(w))
    noise = torch.randn(num_examples) * 0.01
    y = X @ w.reshape(-1, 1) + b + noise
    return X, y
