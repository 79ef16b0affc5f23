# %% [markdown] lang="en"
# # A product without the sum
#
# `X * w` multiplies the features by the weights, and that is what the formula says.
#
# You get several labels for one example, one for each feature. The star multiplies number by
# number: each column of `X` is scaled by its weight, and the result is as wide as before. In the
# formula, `Xw` is a matrix product. It does one thing more with the scaled features of an example
# before the bias comes. With a single feature nothing is missing, and there your program is right.
# Take one example with three features and work out its label by hand. What do you do after the
# multiplications?

# %% [markdown] lang="zh"
# # 只相乘，没有求和
#
# `X * w` 就是特征乘以权重，公式里正是这样写的。
#
# 你给一个样本算出了好几个标签，每个特征一个。星号是逐个元素相乘：`X` 的每一列乘上自己的权重，
# 结果和原来一样宽。公式里的 `Xw` 是矩阵乘法，在加偏置之前，它对一个样本乘好的各个特征还要再做一件
# 事。只有一个特征时什么也不缺，那时你的程序是对的。取一个有三个特征的样本，亲手算出它的标签：
# 乘完之后，你还做了什么？

# %% fails="test_shapes" source="https://androidkt.com/pytorch-element-wise-matrix-multiplication/"
import torch


def synthetic_data(w, b, num_examples):
    X = torch.randn(num_examples, len(w))
    noise = torch.randn(num_examples, 1) * 0.01
    y = X * w + b + noise
    return X, y.reshape(-1, 1)
