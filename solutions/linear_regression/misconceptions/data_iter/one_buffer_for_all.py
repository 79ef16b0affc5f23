# %% [markdown] lang="en"
# # All batches share the same memory
#
# One tensor that is filled again for each batch saves memory, and nobody notices.
#
# In a simple loop your function works: each batch is used up before the next is made. But all
# batches lie in the same memory. When the next one is drawn, the one before changes under the
# caller's hands, and its features no longer fit its labels. Whoever collects the batches in a list
# finds the last one many times.
#
# A batch that was handed over belongs to the caller. Put all batches into a list, with `list(…)`,
# and only then print the features of each. What do you see?

# %% [markdown] lang="zh"
# # 所有批量共用一块内存
#
# 用一个张量反复装不同的批量，省内存，谁也不会察觉。
#
# 在简单的循环里你的函数没有问题：每个批量用完了才做下一个。可是所有批量都在同一块内存里。取下一个
# 批量时，前一个就在调用者手里变了，它的特征和标签也对不上了。谁把批量收进列表，就会发现里面全是最
# 后一个。
#
# 批量交出去以后就是调用者的了。用 `list(…)` 把所有批量放进一个列表，然后再打印每个批量的特征：你
# 看到了什么？

# %% fails="test_data_and_batches_stay"
import torch


def data_iter(batch_size, features, labels):
    order = torch.randperm(len(features))
    X = torch.empty_like(features[:batch_size])
    for start in range(0, len(features), batch_size):
        chosen = order[start : start + batch_size]
        X[: len(chosen)] = features[chosen]
        yield X[: len(chosen)], labels[chosen]
