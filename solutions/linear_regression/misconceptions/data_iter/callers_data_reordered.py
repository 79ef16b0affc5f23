# %% [markdown] lang="en"
# # The caller's own data gets reordered
#
# Inside the function `features` is my own copy, and I may reorder it.
#
# Your batches are fine, but after the call the caller's tensors are in another order. Python hands
# over the object itself and not a copy, and an assignment with square brackets writes into this
# object. Whoever kept a list of row numbers, or a third tensor that belongs to the same rows, now
# has data that does not fit any more.
#
# A new name for a new tensor and new values in the old tensor look nearly the same in code. Print
# `features[:3]` in the notebook before and after a pass. What is the difference between `x = …` and
# `x[:] = …`?

# %% [markdown] lang="zh"
# # 调用者的数据被重新排序了
#
# 函数里的 `features` 是我自己的副本，可以随意排。
#
# 你的批量没有问题，可是调用之后，调用者的张量换了顺序。Python 传进来的是对象本身，不是副本，而带
# 方括号的赋值会写进这个对象。谁要是记着一些行号，或者还有一个和这些行对应的张量，现在就都对不上了。
#
# “给新张量起个名字”和“往旧张量里写新值”，在代码里看上去差不多。在笔记本里，走一遍数据之前和之后各
# 打印一次 `features[:3]`：`x = …` 和 `x[:] = …` 有什么区别？

# %% fails="test_data_and_batches_stay"
import torch


def data_iter(batch_size, features, labels):
    order = torch.randperm(len(features))
    features[:] = features[order]
    labels[:] = labels[order]
    for start in range(0, len(features), batch_size):
        chosen = slice(start, start + batch_size)
        yield features[chosen], labels[chosen]
