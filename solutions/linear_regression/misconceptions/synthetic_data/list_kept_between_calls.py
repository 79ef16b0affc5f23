# %% [markdown] lang="en"
# # The list remembers earlier calls
#
# A default value of `[]` gives every call an empty list.
#
# Your first call is right. From the second call on, the rows of all earlier calls are in the table
# as well, and if the number of weights has changed, the rows don't even have the same length. A
# default value is made once, when Python reads the line with `def`, and not in each call. An empty
# list that is filled by one call is not empty in the next one. That is why the first data set looks
# fine and the next one is too long. Call your function twice with two examples each and print
# `len(X)`. Who still holds the old rows?

# %% [markdown] lang="zh"
# # 列表记住了以前的调用
#
# 默认值写成 `[]`，每次调用就会得到一个空列表。
#
# 你的第一次调用是对的。从第二次开始，以前抽的行也都留在表里；要是权重的个数变了，
# 各行连长度都不一样。默认值只在 Python 读到 `def` 那一行时造一次，并不是每次调用都重新造。
# 一个空列表被上次调用填过，到下次就不再是空的了。所以第一份数据看上去正常，下一份就太长了。
# 用两个样本调用你的函数两次，每次打印 `len(X)`：旧的那些行是谁还拿着？

# %% fails="test_shapes" source="https://syntaxfix.com/question/53889/least-astonishment-and-the-mutable-default-argument"
import random

import torch


def synthetic_data(w, b, num_examples, rows=[]):
    for _ in range(num_examples):
        rows.append([random.gauss(0, 1) for _ in w])
    X = torch.tensor(rows)
    noise = torch.randn(len(X)) * 0.01
    y = X @ w + b + noise
    return X, y.reshape(-1, 1)
