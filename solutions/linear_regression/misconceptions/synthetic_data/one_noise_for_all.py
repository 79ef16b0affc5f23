# %% [markdown] lang="en"
# # One noise number for all labels
#
# The noise is a random number, and adding it to `y` makes all the labels noisy.
#
# All your labels are moved by the same amount. Every single label is a little off, as it should be,
# and there is no error message, because a tensor with one number can be added to a tensor of any
# length. But a shift that is the same for all is no noise: it looks like a bias that is slightly
# different. An error of measurement happens anew at every measurement. Subtract `X @ w + b` from
# your labels and print the first five differences. How many different numbers are there, and how
# many should there be?

# %% [markdown] lang="zh"
# # 所有标签共用一个噪声
#
# 噪声就是一个随机数，把它加到 `y` 上，所有标签就都有噪声了。
#
# 你的标签全都移动了同样的距离。每个标签确实都偏了一点，程序也不报错，
# 因为只含一个数的张量可以和任意长度的张量相加。可是大家一起移动并不是噪声，看上去只是偏置稍有不同。
# 测量误差是每测一次就重新产生一次的。从标签里减去 `X @ w + b`，打印前五个差：有几个不同的数？
# 应该有几个？

# %% fails="test_noise" common="yes"
import torch


def synthetic_data(w, b, num_examples):
    X = torch.randn(num_examples, len(w))
    noise = torch.randn(1) * 0.01
    y = X @ w + b + noise
    return X, y.reshape(-1, 1)
