# %% [markdown] lang="en"
# # Single examples instead of batches
#
# Going through the data in random order means to hand out one example after the other.
#
# Your function gives one example at a time, and `batch_size` plays no part in it. The order is
# random and nothing is lost, so it looks like a proper pass over the data. But a single example has
# lost the first axis: your features have the shape of one row. Training would take a step after
# every example, and the GPU would have almost nothing to do at a time.
#
# Call your function with a `batch_size` of 1 and then of 6. What changes in the shapes that you
# get, and what should change?

# %% [markdown] lang="zh"
# # 每次只给出一个样本
#
# 按随机顺序走一遍数据，就是一个接一个地交出样本。
#
# 你的函数每次只给出一个样本，`batch_size` 完全没有起作用。顺序是随机的，样本也一个不少，所以看上
# 去没什么问题。可是单个样本已经没有了第一个轴：特征的形状只是一行。这样训练时每个样本都要更新一次
# 参数，GPU 每次几乎无事可做。
#
# 分别用 `batch_size` 等于 1 和 6 调用你的函数：得到的形状有什么变化？本来应该有什么变化？

# %% fails="test_batches_have_the_right_size"
import torch


def data_iter(batch_size, features, labels):
    order = torch.randperm(len(features))
    for chosen in order:
        yield features[chosen], labels[chosen]
