# %% [markdown] lang="en"
# # A draw around y, added to y
#
# `torch.normal(y, 0.01)` makes noise of the shape of `y`.
#
# Your labels are twice as large as they should be. The first argument of that function is no
# pattern for the shape: it is the mean. So each number that you draw lies close to the clean label
# already, and then you add the clean label once more. It is easy to overlook, because twice the
# labels fit twice the weights and twice the bias, and a picture shows the same cloud. Call the
# function with a mean of `torch.tensor([10.0, 20.0])`, several times. Would you call what comes out
# noise?

# %% [markdown] lang="zh"
# # 围绕 y 抽数，又加上了 y
#
# `torch.normal(y, 0.01)` 会生成一份和 `y` 形状相同的噪声。
#
# 你的标签是应有的两倍。这个函数的第一个参数不是形状的样板，而是均值。
# 所以你抽出的每个数本来就在没有噪声的标签附近，然后你又把标签加了一遍。这个错误容易被忽略，
# 因为两倍的标签正好对应两倍的权重和两倍的偏置，图上还是同样的一团点。
# 用 `torch.tensor([10.0, 20.0])` 作均值，把这个函数调用几次：得到的东西能叫噪声吗？

# %% fails="test_labels_follow_the_model" source="https://pythonquestion.com/post/does-calling-random-normal-on-an-array-of-values-add-noise/"
import torch


def synthetic_data(w, b, num_examples):
    X = torch.randn(num_examples, len(w))
    noise = torch.normal(X @ w + b, 0.01)
    y = X @ w + b + noise
    return X, y.reshape(-1, 1)
