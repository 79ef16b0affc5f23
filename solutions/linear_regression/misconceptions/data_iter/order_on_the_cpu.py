# %% [markdown] lang="en"
# # The order lives on another device
#
# The numbers of the rows are only numbers, and it does not matter on which device they are.
#
# On the CPU all is well. With data on a GPU your function raises an error about two devices: the
# random order was made on the CPU, and `index_select` wants the data and the row numbers in the
# same place. Square brackets are more patient and move the numbers over for you, so you may know
# code that looks like yours and works.
#
# A GPU has its own memory, and most operations don't reach across. Which tensors does your function
# make by itself, and how could each know where the data lives?

# %% [markdown] lang="zh"
# # 顺序在另一个设备上
#
# 行号只是一些数，放在哪个设备上都无所谓。
#
# 在 CPU 上一切正常。数据在 GPU 上时，你的函数会报两个设备不一致的错：随机顺序建在 CPU 上，而
# `index_select` 要求数据和行号在同一个地方。方括号比较宽容，会替你把行号搬过去，所以你也许见过和
# 你的很像、却能运行的代码。
#
# GPU 有自己的内存，大多数运算不会跨过去取数。你的函数自己建了哪些张量？它们怎样才能知道数据在哪里？

# %% fails="test_batches_have_the_right_size" source="https://duoke360.com/post/35090"
import torch


def data_iter(batch_size, features, labels):
    order = torch.randperm(len(features))
    for start in range(0, len(features), batch_size):
        chosen = order[start : start + batch_size]
        yield features.index_select(0, chosen), labels.index_select(0, chosen)
