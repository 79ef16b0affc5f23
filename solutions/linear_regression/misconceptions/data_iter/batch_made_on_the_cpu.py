# %% [markdown] lang="en"
# # The batches are always on the CPU
#
# A new tensor lives where the data is that I put into it.
#
# On the CPU your function is right. When the data lies on a GPU, your batches still come on the
# CPU: a new tensor is made there unless you say otherwise, and copying data into it moves the data
# over, not the tensor. No error is raised here. It comes later, when the batch meets the weights on
# the GPU.
#
# Without a GPU at hand you will hardly notice. Ask yourself for each tensor that your function
# makes: who decides where it lives? Print `X.device` and `features.device` next to each other.

# %% [markdown] lang="zh"
# # 批量总是在 CPU 上
#
# 新建的张量会和放进去的数据在同一个设备上。
#
# 在 CPU 上你的函数没有错。可是数据在 GPU 上时，你的批量还是在 CPU 上：不特别说明的话，新张量就建
# 在 CPU 上；往里面复制数据，是把数据搬过来，张量自己不会动。这里不报错，等批量和 GPU 上的权重相遇
# 时才会报错。
#
# 手边没有 GPU，就很难发现。函数里每新建一个张量，都问一问自己：它在哪个设备上，由谁决定？把
# `X.device` 和 `features.device` 一起打印出来看看。

# %% fails="test_batches_have_the_right_size"
import torch


def data_iter(batch_size, features, labels):
    order = torch.randperm(len(features))
    for start in range(0, len(features), batch_size):
        chosen = order[start : start + batch_size]
        X = torch.empty(len(chosen), *features.shape[1:])
        y = torch.empty(len(chosen), *labels.shape[1:])
        X[:] = features[chosen]
        y[:] = labels[chosen]
        yield X, y
