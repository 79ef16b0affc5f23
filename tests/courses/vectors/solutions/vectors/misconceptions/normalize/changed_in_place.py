# %% [markdown] lang="en"
# # The vector itself is changed
#
# Inside the function, `v` is my own vector, so I can divide it where it stands.
#
# Your result is right, but the vector that was handed over is not the same any more: `v /= …`
# writes into the caller's tensor. For a parameter that is being trained, PyTorch refuses this with
# an error that speaks of a leaf and of an in-place operation. For any other tensor nothing warns
# the caller. Print a vector before and after the call. What is the difference between `v /= 2` and
# `v = v / 2`?

# %% [markdown] lang="zh"
# # 改动了向量本身
#
# 在函数里，`v` 是我自己的向量，可以就地做除法。
#
# 你的结果是对的，但传进来的向量已经变了：`v /= …` 会写进调用者的张量。如果它是正在训练的参数，PyTorch
# 会拒绝，并报出一个提到 leaf 和 in-place 的错误。如果是别的张量，就没有任何东西提醒调用者。在调用的前后各
# 打印一次这个向量：`v /= 2` 和 `v = v / 2` 有什么不同？

# %% fails="test_gradient"
import torch


def normalize(v):
    v /= v.norm().clamp_min(1e-12)
    return v
