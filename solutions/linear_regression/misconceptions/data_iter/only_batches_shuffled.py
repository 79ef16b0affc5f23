# %% [markdown] lang="en"
# # Only the order of the batches changes
#
# It is enough to hand out the batches in a random order.
#
# Your batches come in a new order in every pass, but each batch always holds the same examples:
# neighbours in the data stay together for ever. If the data is sorted, each batch holds only one
# kind of example, and shuffling the batches does not change that. The gradient of a batch should be
# a fair picture of the whole data; here it is the picture of one corner.
#
# The order looks random at first sight, so look at who comes with whom. Follow example 0 through
# three passes: which examples share its batch?

# %% [markdown] lang="zh"
# # 只打乱了批量的次序
#
# 把批量按随机的次序给出来就够了。
#
# 你的批量每一遍次序都是新的，可是每个批量里总是同样的样本：数据里的邻居永远在一起。如果数据是排好
# 的，每个批量里就只有一类样本，打乱批量的次序也改变不了。一个批量的梯度应当能代表全部数据，这里却
# 只代表一个角落。
#
# 乍一看顺序是随机的，所以要看谁和谁在一起。跟着 0 号样本走三遍：和它在同一个批量里的是哪些样本？

# %% fails="test_any_example_at_any_place" common="yes"
import torch


def data_iter(batch_size, features, labels):
    full = len(features) // batch_size
    order = torch.arange(len(features))
    table = order[: full * batch_size].reshape(full, batch_size)
    order[: full * batch_size] = table[torch.randperm(full)].reshape(-1)
    for start in range(0, len(features), batch_size):
        chosen = order[start : start + batch_size]
        yield features[chosen], labels[chosen]
