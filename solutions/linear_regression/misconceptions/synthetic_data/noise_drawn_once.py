# %% [markdown] lang="en"
# # The noise is drawn outside the function
#
# The noise can be prepared once, and each call takes as much of it as it needs.
#
# The features are new in every call, but the noise is not: the first example always gets the same
# error, the second too, and so on. A line outside the function runs once, when the cell is run. A
# line inside runs in every call. One data set alone looks perfect, so you can only see it when you
# compare two of them. With the same errors in training data and test data, a test would not be
# fair. Make two data sets, subtract `X @ w + b` from the labels of each, and compare. What do you
# find?

# %% [markdown] lang="zh"
# # 噪声是在函数外面抽的
#
# 噪声可以事先准备好，每次调用要多少就取多少。
#
# 每次调用时特征是新的，噪声却不是：第一个样本的误差永远相同，第二个也是，以此类推。
# 函数外面的语句只在运行单元格时执行一次，函数里面的语句每次调用都会执行。单看一份数据，一切都很好，
# 要拿两份来比较才看得出来。如果训练数据和测试数据的误差一样，测试就不公平了。造两份数据，
# 各自从标签里减去 `X @ w + b`，比一比：你发现了什么？

# %% fails="test_every_call_is_new"
import torch

NOISE = torch.randn(10000) * 0.01


def synthetic_data(w, b, num_examples):
    X = torch.randn(num_examples, len(w))
    noise = NOISE[:num_examples]
    y = X @ w + b + noise
    return X, y.reshape(-1, 1)
