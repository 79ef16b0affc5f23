# %% [markdown] lang="en"
# # 2. Read the data in minibatches
#
# Training looks at the data again and again, a handful of examples at a time. Such a handful is a
# *minibatch*. A GPU handles a few hundred examples in hardly more time than one, because each goes
# through the model, and its gradient is computed, independently of the others.
#
# **You will learn** to shuffle features and labels together, and to write a generator.

# %% [markdown] lang="zh"
# # 2. 分小批量读取数据
#
# 训练时要反复地看数据，每次只看一小把样本。这样的一小把叫做*小批量*（minibatch）。小批量里的样本各自
# 独立地通过模型、独立地计算梯度，所以 GPU 处理几百个样本几乎和处理一个样本一样快。
#
# **你将学会**：把特征和标签一起打乱，以及写一个生成器。

# %% tags=["given"]
import random

import torch

features = torch.arange(24.0).reshape(12, 2)
labels = features.sum(1, keepdim=True)

# %% [markdown] lang="en"
# ## Your task
#
# Write `data_iter(batch_size, features, labels)`: one pass over the data, in pairs
# `(features, labels)`.
#
# - Every example comes exactly once, and stays together with its label.
# - Each pass has a **new random order**, of the examples, not only of the batches.
# - A batch has the shape `(batch_size, …)`. When the number of examples is not divisible, the last
#   batch is shorter; so it is when `batch_size` is larger than the data.
# - A batch stays as it is when the next one is drawn, and the caller's tensors are not reordered.
#
# A generator with `yield` is natural, but anything that can be iterated will do.
#
# The function changes nothing else: no settings of PyTorch, and it seeds no random generator.

# %% [markdown] lang="zh"
# ## 你的任务
#
# 写出 `data_iter(batch_size, features, labels)`：把数据完整地走一遍，每次给出一对
# `(features, labels)`。
#
# - 每个样本恰好出现一次，并且始终和它自己的标签在一起。
# - 每一遍都是**新的随机顺序**，打乱的是样本，而不只是批量。
# - 一个批量的形状是 `(batch_size, …)`。样本数不能整除时，最后一个批量短一些；`batch_size` 比数据还大时
#   也是如此。
# - 取下一个批量时，前面的批量保持不变；调用者的张量也不会被重新排序。
#
# 用 `yield` 写生成器最自然，不过任何可以迭代的东西都可以。
#
# 除此之外，函数不改变任何别的东西：不改 PyTorch 的设置，也不给随机数生成器设种子。


# %%
def data_iter(batch_size, features, labels):
    """Yield (features, labels) in minibatches, in a new random order."""
    ### BEGIN SOLUTION
    order = torch.randperm(len(features))
    for start in range(0, len(features), batch_size):
        chosen = order[start : start + batch_size]
        yield features[chosen], labels[chosen]
    ### END SOLUTION


# %% [markdown] lang="en"
# ## Try it
#
# Here is the first minibatch. Run the cell twice: does it change?

# %% [markdown] lang="zh"
# ## 试一试
#
# 下面是第一个小批量。把这个单元运行两次：它变了吗？

# %%
for X, y in data_iter(5, features, labels):
    print(X, "\n", y)
    break

# %% [markdown] lang="en"
# This way of reading is good for understanding, but slow: all data lies in memory, and it is read at
# random places. The frameworks' own loaders also read from files and streams, and are much faster.

# %% [markdown] lang="zh"
# 这样读取数据便于理解，但并不快：全部数据都放在内存里，而且是随机地访问。框架自带的读取工具还能从文件
# 和数据流中读，速度也快得多。

# %% [markdown] lang="en"
# ## Check yourself

# %% [markdown] lang="zh"
# ## 自己检查

# %% tags=["public"]
batches = list(data_iter(5, features, labels))
assert [len(X) for X, _ in batches] == [5, 5, 2], "the batches should have 5, 5 and 2 examples"
together = torch.cat([X for X, _ in batches])
assert torch.equal(together.sort(0).values, features), "every example should come exactly once"
for X, y in batches:
    assert torch.equal(X.sum(1, keepdim=True), y), "an example lost its label"
print("fine so far")
