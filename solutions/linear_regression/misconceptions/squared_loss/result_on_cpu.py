# %% [markdown] lang="en"
# # The result stays on the CPU
#
# A new tensor made with `torch.zeros` is automatically where the other tensors are.
#
# On the CPU your function is right. When predictions and labels live on a GPU, the losses still
# come back on the CPU. A tensor that you create yourself is put on the CPU unless you say
# otherwise; it doesn't know about the others. Writing GPU numbers into it works without a word,
# because PyTorch copies them over. The trouble comes later, when the loss meets another tensor of
# the GPU, and these silent copies are slow as well. Print the `device` of everything that your
# function creates. Is there a way to compute the losses without making an empty tensor first?

# %% [markdown] lang="zh"
# # 结果留在了 CPU 上
#
# 用 `torch.zeros` 新建的张量会自动和别的张量放在一起。
#
# 在 CPU 上，你的函数是对的。但预测和标签在 GPU 上时，返回的损失还是在 CPU 上。自己新建的张量，不特
# 别说明就放在CPU 上，它并不知道别的张量在哪里。把 GPU 上的数写进去时，PyTorch 会悄悄复制过来，什么
# 提示也没有。等到损失再遇到 GPU 上的张量，麻烦就来了，而且这样复制也很慢。把函数里新建的东西的
# `device` 都打印出来看看：能不能不先建空张量就算出损失？

# %% fails="test_half_of_the_squared_difference"
import torch


def squared_loss(y_hat, y):
    loss = torch.zeros(y_hat.shape)
    loss[:] = (y_hat - y.reshape(y_hat.shape)) ** 2 / 2
    return loss
