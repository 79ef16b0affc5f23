# %% [markdown] lang="en"
# # The number of features is fixed
#
# The data set of the lesson has two features, so `X` has two columns.
#
# Your function works with the two weights of the lesson, and with nothing else: three weights and
# two columns don't go together, and with one weight it is the same. The cell under your function
# calls it with two weights, so there you see no problem. But a function should take what differs
# from call to call out of its arguments, and here `w` knows how many features there are. Call your
# function with `torch.tensor([1.0])` as weights. What does the message say, and where does the
# other number come from?

# %% [markdown] lang="zh"
# # 特征个数写死了
#
# 这一课的数据集有两个特征，所以 `X` 就是两列。
#
# 你的函数只能用在这一课的两个权重上：三个权重和两列特征配不起来，只有一个权重时也一样。
# 函数下面那个单元格正好用两个权重调用它，所以在那里看不出问题。可是每次调用会变的东西，
# 应该从参数里得到；有多少个特征，`w` 是知道的。用 `torch.tensor([1.0])` 作权重调用你的函数：
# 报错信息说了什么？另一个数是从哪里来的？

# %% fails="test_shapes" common="yes"
import torch


def synthetic_data(w, b, num_examples):
    X = torch.randn(num_examples, 2)
    noise = torch.randn(num_examples) * 0.01
    y = X @ w + b + noise
    return X, y.reshape(-1, 1)
