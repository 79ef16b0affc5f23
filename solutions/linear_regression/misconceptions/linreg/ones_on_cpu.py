# %% [markdown] lang="en"
# # A new tensor on the wrong device
#
# A tensor that I make inside the function goes where the other tensors are.
#
# Your function makes a column of ones, and it does not say where. PyTorch then puts it on the CPU,
# whatever the other tensors do. On your machine everything lies there, so it works. As soon as `X`
# comes from a GPU, the column meets a tensor on another device and PyTorch stops. Code like this
# often runs for months, until someone gets a better computer. Print the `device` of the column and
# of `X`. Do you need a new tensor here at all?

# %% [markdown] lang="zh"
# # 新张量放错了设备
#
# 在函数里新建的张量，会自动放到其他张量所在的设备上。
#
# 你的函数新建了一列 1，却没有说放在哪里，于是 PyTorch 把它放到 CPU 上，不管别的张量在哪里。在你的机
# 器上，所有东西都在 CPU 上，所以没有问题。一旦 `X` 在 GPU 上，这一列就和别的设备上的张量相遇，
# PyTorch 只好报错。这种代码常常好好地用上几个月，直到有人换了更好的电脑。把这一列和 `X` 的 `device`
# 都打印出来看看。这里真的需要新建张量吗？

# %% fails="test_shape" source="https://runebook.dev/en/docs/pytorch/cpu"
import torch


def linreg(X, w, b):
    ones = torch.ones(X.shape[0], 1)
    return torch.matmul(X, w) + ones * b
