# %% [markdown] lang="en"
# # The model runs without gradients
#
# A model only computes, so it needs no gradients and saves time without them.
#
# The values are right, but PyTorch was told not to write down how they came about. When the loss
# goes backwards later, it finds no way to `w` and `b`, and stops with an error. Switching this off
# is meant for moments when nobody wants to learn, for example to measure the loss after an epoch.
# Whether it is such a moment, only the caller knows. Look at the `grad_fn` of your result, and at
# the one of `w * 2`. What is missing?

# %% [markdown] lang="zh"
# # 模型在不记录梯度的状态下计算
#
# 模型只管计算，不需要梯度，关掉还能省时间。
#
# 数值都对，但你让 PyTorch 不要记录这些数是怎么来的。之后损失要反向传播时，找不到通向 `w` 和 `b` 的
# 路，只好报错。关闭记录，是为不需要学习的时候准备的，例如每个迭代周期之后计算损失。现在是不是这样的
# 时候，只有调用者知道。看看你的结果的 `grad_fn`，再看看 `w * 2` 的 `grad_fn`：少了什么？

# %% fails="test_gradients_reach_the_parameters" common="yes"
import torch


def linreg(X, w, b):
    with torch.no_grad():
        return torch.matmul(X, w) + b
