# %% [markdown] lang="en"
# # A small buffer shuffles only nearby
#
# Drawing at random from a buffer of 1000 examples shuffles the data.
#
# This is how loaders work that read a long stream: they keep a buffer, draw one example from it and
# fill the gap with the next of the stream. As long as all data fits into the buffer, the order is
# fair, and the lesson has just 1000 examples. With 10 000, the last example can't come before place
# 9000, and the first batches hold only early examples.
#
# Here all data lies in memory, so nobody needs a buffer. For a moment, set its size to 5 and order
# 100 numbered rows. Which numbers can come first?

# %% [markdown] lang="zh"
# # 小缓冲区只能打乱附近的样本
#
# 从装 1000 个样本的缓冲区里随机抽取，就打乱了数据。
#
# 读取长数据流的程序就是这样做的：留一个缓冲区，从中抽一个样本，再用流里的下一个补上空位。只要数据
# 全都装得进缓冲区，顺序就是公平的，而课里正好是 1000 个样本。如果有 10000 个，最后一个样本不可能
# 出现在第 9000 位之前，前面的批量里也只有靠前的样本。
#
# 这里的数据全在内存里，用不着缓冲区。把它的大小暂时改成 5，给 100 个有编号的行排序：排在第一的可
# 能是哪些？

# %% fails="test_any_example_at_any_place" source="https://newbedev.com/what-does-batch-repeat-and-shuffle-do-with-tensorflow-dataset"
import random

import torch


def data_iter(batch_size, features, labels):
    order, buffer = [], []
    for number in range(len(features)):
        if len(buffer) == 1000:
            order.append(buffer.pop(random.randrange(1000)))
        buffer.append(number)
    random.shuffle(buffer)
    order = torch.tensor(order + buffer)
    for start in range(0, len(features), batch_size):
        chosen = order[start : start + batch_size]
        yield features[chosen], labels[chosen]
