# %% [markdown] lang="en"
# # The caller's weights change their shape
#
# Inside a function, `w` is mine: I can turn it into a column as I like.
#
# Your function returns the right data, but the weights of the caller are a column afterwards. A
# tensor is not copied when it is handed to a function. Both sides hold the same object, and a
# method whose name ends in an underscore works on that object itself. The first call goes well. The
# second one gets the column, turns it once more, and ends in an error about sizes that nobody
# understands. Print `true_w.shape` before and after a call. Which methods give you a new tensor,
# and which ones change the old one?

# %% [markdown] lang="zh"
# # 调用者的权重变了形状
#
# 在函数里，`w` 就归我了，想变成一列就变成一列。
#
# 你的函数返回的数据没错，但调用者的权重从此变成了一列。把张量传给函数时并不会复制，
# 两边拿着的是同一个对象，而名字以下划线结尾的方法改动的正是这个对象本身。第一次调用很顺利；
# 第二次调用拿到的已经是一列，又被变了一次，结果报出一个谁也看不懂的形状错误。
# 在调用前后各打印一次 `true_w.shape`。哪些方法会给你一个新张量，哪些会改动原来的？

# %% fails="test_every_call_is_new"
import torch


def synthetic_data(w, b, num_examples):
    X = torch.randn(num_examples, len(w))
    noise = torch.randn(num_examples, 1) * 0.01
    w.unsqueeze_(1)
    y = X @ w + b + noise
    return X, y
