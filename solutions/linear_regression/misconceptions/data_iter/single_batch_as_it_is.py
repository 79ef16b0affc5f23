# %% [markdown] lang="en"
# # A single batch is not shuffled
#
# If everything fits into one batch, there is nothing to shuffle and nothing to copy.
#
# When `batch_size` is at least the number of examples, your function hands out the data itself. For
# a sum over the batch the order does not count, that is true. But the caller was promised a new
# random order and a batch of their own. What they get is the very tensors that they passed in, in
# the old order. If they change the batch, to scale it for example, their data changes with it, and
# so does the next pass.
#
# Exceptions in a function are surprises for the caller. Ask for one batch of all 12 examples and
# add 1 to it in place, then print `features`. What has happened?

# %% [markdown] lang="zh"
# # 只有一个批量时没有打乱
#
# 如果全部装得进一个批量，就没什么可打乱的，也不用复制。
#
# `batch_size` 不小于样本数时，你的函数直接把数据本身交出去。对批量求和时次序无关，这没错。可是题
# 目要求的是新的随机顺序，调用者拿到的却就是他传进来的张量，还是原来的顺序。他如果改动这个批量，比
# 如把它缩放一下，他的数据也跟着变了，下一遍也变了。
#
# 函数里的例外，对调用者来说都是意外。把 12 个样本作为一个批量取出来，给它原地加 1，再打印
# `features`：发生了什么？

# %% fails="test_any_example_at_any_place"
import torch


def data_iter(batch_size, features, labels):
    if batch_size >= len(features):
        yield features, labels
        return
    order = torch.randperm(len(features))
    for start in range(0, len(features), batch_size):
        chosen = order[start : start + batch_size]
        yield features[chosen], labels[chosen]
