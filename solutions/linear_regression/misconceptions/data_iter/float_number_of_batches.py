# %% [markdown] lang="en"
# # A number of batches with a decimal point
#
# The number of batches is the number of examples divided by the batch size.
#
# Your function stops with the message that a `float` can't be taken as an integer. In Python `/`
# always gives a number with a decimal point, even for 6 / 3, and `range` counts only with whole
# numbers. Behind the error hides a second question, and it is the more interesting one: what should
# happen with 10 examples in batches of 4? Two and a half batches do not exist.
#
# Before you mend the type, decide what you want. How many batches should there be for 8, 9, 10 and
# 12 examples in batches of 4?

# %% [markdown] lang="zh"
# # 批量个数带了小数点
#
# 批量的个数就是样本数除以批量大小。
#
# 你的函数停了下来，说 `float` 不能当作整数用。在 Python 里，`/` 得到的总是带小数点的数，6 / 3 也
# 不例外，而 `range` 只能用整数来数。错误背后还有一个更有意思的问题：10 个样本，每批 4 个，该怎么
# 办？两个半批量是不存在的。
#
# 在改类型之前，先想清楚你要什么。每批 4 个，样本数为 8、9、10、12 时，各应该有几个批量？

# %% fails="test_batches_have_the_right_size"
import torch


def data_iter(batch_size, features, labels):
    order = torch.randperm(len(features))
    for number in range(len(features) / batch_size):
        start = number * batch_size
        chosen = order[start : start + batch_size]
        yield features[chosen], labels[chosen]
