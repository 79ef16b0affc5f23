# %% [markdown] lang="en"
# # Every new tensor now lands on the GPU
#
# To make the order on the right device, I tell PyTorch to use this device.
#
# Your order lives where the data is, and the batches are right. But you did it with a setting for
# the whole program: from now on, each tensor that the caller makes without naming a device is put
# on the data's device. On the CPU nothing changes, because that is the default anyway. On a GPU the
# caller's next line fails, with an error about two devices that does not mention your function.
#
# A device can be given to one tensor, or to everybody. After a pass with data on a GPU, make
# `torch.zeros(2)` and print its device. Who has decided that?

# %% [markdown] lang="zh"
# # 新建的张量全跑到了 GPU 上
#
# 要让顺序建在正确的设备上，就告诉 PyTorch 用这个设备。
#
# 你的顺序和数据在同一个设备上，批量也都对。可是你用的是整个程序的设置：从此以后，调用者新建张量时
# 只要没写设备，都会放到数据所在的设备上。在 CPU 上什么也没变，因为默认就是 CPU。在 GPU 上，调用者
# 的下一行就会报两个设备不一致的错，错误信息里却没有提到你的函数。
#
# 设备可以只为一个张量指定，也可以为所有人指定。用 GPU 上的数据走一遍，然后建一个 `torch.zeros(2)`，
# 打印它的设备：这是谁决定的？

# %% fails="test_nothing_else_changes"
import torch


def data_iter(batch_size, features, labels):
    torch.set_default_device(features.device)
    order = torch.randperm(len(features))
    for start in range(0, len(features), batch_size):
        chosen = order[start : start + batch_size]
        yield features[chosen], labels[chosen]
