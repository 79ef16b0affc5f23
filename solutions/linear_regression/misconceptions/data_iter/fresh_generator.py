# %% [markdown] lang="en"
# # A fresh generator always starts the same
#
# A new random generator begins at a random point.
#
# Each call makes a new `torch.Generator`, and each new one starts from the same built-in state. So
# its first permutation is always the same one: every epoch sees the same batches in the same order,
# even after you restart the notebook. One call alone shows a well shuffled order, so nothing looks
# wrong.
#
# A generator only makes its next numbers from where it stands. To get something new, it has to go
# on and not begin again. In the notebook, draw a permutation of 10 twice with one generator, and
# then twice with two new ones. What differs?

# %% [markdown] lang="zh"
# # 新建的生成器总从同一处开始
#
# 新建的随机数生成器会从一个随机的地方开始。
#
# 你每次调用都新建一个 `torch.Generator`，而每个新的都从同一个内置状态开始，所以它的第一个排列总是
# 一样的：每一轮看到的都是同样的批量、同样的次序，重启笔记本也一样。只看一次调用，顺序打乱得很好，
# 看不出问题。
#
# 生成器只是从当前状态接着产生下一个数。要有新的结果，就得接着走，而不是重新开始。在笔记本里，先用
# 同一个生成器抽两次 10 的排列，再用两个新建的各抽一次：有什么不同？

# %% fails="test_new_order_in_every_pass"
import torch


def data_iter(batch_size, features, labels):
    order = torch.randperm(len(features), generator=torch.Generator())
    for start in range(0, len(features), batch_size):
        chosen = order[start : start + batch_size]
        yield features[chosen], labels[chosen]
