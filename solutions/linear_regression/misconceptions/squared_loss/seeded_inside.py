# %% [markdown] lang="en"
# # A seed inside the function
#
# To make results repeatable, every function should set the random seed.
#
# Your losses are right. But each call puts PyTorch's random numbers back to the same start,
# although the loss doesn't need any. All that comes after it suffers: when the training loop
# shuffles the data after a loss was computed, it gets the same order again and again. A seed is set
# once, at the top of a notebook, by the person who wants to repeat a run. Draw three random numbers
# with `torch.rand(3)`, call your loss, and draw three more. Do this twice. What do you notice about
# the second draws?

# %% [markdown] lang="zh"
# # 在函数里设了种子
#
# 为了让结果可以重复，每个函数都应该设随机种子。
#
# 你的损失是对的，但每调用一次，PyTorch 的随机数就回到同一个起点，而损失根本用不到随机数。受影响的是
# 后面的一切：算完损失以后，训练循环再打乱数据，得到的总是同一个顺序。种子应该由想重复实验的人，在
# Notebook 开头设一次。用`torch.rand(3)` 取三个随机数，调用你的损失，再取三个。这样做两遍：后取的那
# 三个数有什么特别？

# %% fails="test_nothing_else_changes"
import torch


def squared_loss(y_hat, y):
    torch.manual_seed(0)
    return (y_hat - y.reshape(y_hat.shape)) ** 2 / 2
