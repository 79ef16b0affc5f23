# %% [markdown] lang="en"
# # A batch of one loses an axis
#
# A batch with a single example is just that example, and the axis of length 1 is of no use.
#
# For most batches your function does nothing special. But when a batch has only one example, you
# take its first axis away, and features of shape (1, 3) become (3,). Code that works with batches
# relies on rows: it would read your single example as three examples with one number each.
#
# It is easy to overlook, since a batch of one comes up rarely: when somebody asks for it, or when
# exactly one example is left for the end. Ask for a `batch_size` of 1 and look at `len(X)`. What
# should it be, and what is it?

# %% [markdown] lang="zh"
# # 只有一个样本时少了一个轴
#
# 只含一个样本的批量就是那个样本，长度为 1 的轴没有用处。
#
# 对大多数批量，你的函数没有做什么特别的事。可是当批量里只有一个样本时，你去掉了第一个轴，形状为 (
# 1, 3) 的特征变成了 (3,)。处理批量的代码是按行来看的：它会把你的一个样本当成三个各有一个数的样本。
#
# 这种情况不常见，所以容易被忽略：要么有人特意要求，要么最后恰好剩下一个样本。用 `batch_size` 等于
# 1 调用，看看 `len(X)`：它应该是几，现在又是几？

# %% fails="test_batches_have_the_right_size"
import torch


def data_iter(batch_size, features, labels):
    order = torch.randperm(len(features))
    for start in range(0, len(features), batch_size):
        chosen = order[start : start + batch_size]
        yield features[chosen].squeeze(0), labels[chosen].squeeze(0)
