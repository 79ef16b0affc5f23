# %% [markdown] lang="en"
# # Only the bare numbers of the weights
#
# `w.data` is the tensor itself, and the rest is only packaging.
#
# `w.data` gives the numbers of `w` without the memory of where they come from. The predictions are
# right, and backward even runs without an error, because there is still a way to `b`. But `w.grad`
# stays `None`. Your own `sgd` then stops, because it can't work with `None`. An optimiser of
# PyTorch just leaves such a parameter out: the bias learns and the weights never do. In old
# programs for PyTorch this attribute is used everywhere. Call backward once on the sum of your
# result and show both gradients. Which one is there?

# %% [markdown] lang="zh"
# # 只取了权重里的数
#
# `w.data` 就是张量本身，其余的只是包装。
#
# `w.data` 给出 `w` 里的数，却丢掉了“这些数从哪里来”的记录。预测是对的，反向传播也不报错，因为通向
# `b` 的路还在；但 `w.grad` 一直是 `None`。自己写的 `sgd` 遇到 `None` 会报错；PyTorch 自带的优化器则
# 会悄悄跳过它：偏置在学习，权重却从不变化。在旧的 PyTorch 程序里，到处都能看到这个属性。对结果求
# 和，调用一次 `backward`，把两个梯度都打印出来：哪一个有值？

# %% fails="test_gradients_reach_the_parameters"
import torch


def linreg(X, w, b):
    return torch.matmul(X, w.data) + b
