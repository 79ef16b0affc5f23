# %% [markdown] lang="en"
# # The prediction is made to need gradients
#
# If the loss should be differentiable, the function has to see to it that `y_hat` requires a
# gradient.
#
# Your losses are right, but the caller's prediction has been changed: it now requires a gradient,
# although nobody asked for one. Whether gradients are needed is decided by whoever owns the tensor.
# In training, the prediction comes from the model and already remembers its computation. On test
# data nobody wants gradients, and from your call on all that is computed from `y_hat` is recorded,
# and turning it into numpy fails. Make a plain tensor, call your function, and look at its
# `requires_grad`. Who switched it on?

# %% [markdown] lang="zh"
# # 强行要求预测带梯度
#
# 要让损失能求导，函数就得保证 `y_hat` 需要梯度。
#
# 你的损失是对的，但调用者的预测被改了：没有人要求，它现在却需要梯度。要不要梯度，应该由张量的主人决
# 定。训练时，预测来自模型，本来就记着自己的计算过程。在测试数据上，谁也不要梯度；可是从你这次调用
# 起，凡是用 `y_hat` 算的都会被记录下来，转成 numpy 也会出错。建一个普通的张量，调用你的函数，再看看
# 它的 `requires_grad`：是谁打开的？

# %% fails="test_nothing_else_changes" source="https://github.com/roman-vygon/triplet_loss_kws/issues/6"
import torch


def squared_loss(y_hat, y):
    y_hat.requires_grad_(True)
    return (y_hat - y.reshape(y_hat.shape)) ** 2 / 2
