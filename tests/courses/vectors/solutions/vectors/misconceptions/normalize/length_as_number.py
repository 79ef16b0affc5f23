# %% [markdown] lang="en"
# # The length as a plain number
#
# The length is only a number, so it can be taken out of the tensor.
#
# Your values are right, but not the gradients. A plain Python number knows nothing of the tensor
# that it was computed from. For PyTorch you divide by a constant, as if the length stayed the same
# when an element of `v` grows. But it grows with it, and that is a part of the derivative. Compute
# the gradient of the sum for (3, 4) with your function. It gives 0.2 twice. If the first element
# grows a little, can the second one of the result really stay what it is?

# %% [markdown] lang="zh"
# # 把长度变成了普通的数
#
# 长度只是一个数，可以从张量里取出来。
#
# 你的值是对的，梯度却不对。一个普通的 Python 数并不知道自己是由哪个张量算出来的。在 PyTorch 看来，你除以
# 的是一个常数，好像 `v` 的某个元素变大时长度不变。可是长度也会跟着变大，这也是导数的一部分。用你的函数对
# (3, 4) 求元素之和的梯度，得到的两个数都是 0.2。如果第一个元素变大一点，结果的第二个元素真的会不变吗？

# %% fails="test_gradient"
import torch


def normalize(v):
    length = v.norm().item()
    return v / max(length, 1e-12)
