# %% [markdown] lang="en"
# # The caller's weights start to track gradients
#
# Weights are parameters, so they must have `requires_grad=True` before they are used.
#
# Your data are right, but the caller's weights are not what they were: from now on they track
# gradients. They are the true weights, which nobody is going to learn. Their values stay the same,
# so a printout of the numbers shows nothing. The next computation with them gives a result that
# can't be turned into a numpy array any more, and the error comes up far from your function. A
# function should hand arguments back as it got them. Print `true_w.requires_grad` before and after
# a call: what has changed, and who would expect it?

# %% [markdown] lang="zh"
# # 调用者的权重开始记录梯度
#
# 权重是参数，所以用之前要设 `requires_grad=True`。
#
# 你的数据是对的，但调用者的权重已经不是原来的样子了：从此以后，它会记录梯度。这是真实的权重，
# 并没有谁要去学习它。它的数值没有变，所以只看数字发现不了。接下来用它计算得到的结果不能再转成 numpy
# 数组，而报错的地方离你的函数很远。函数应该让参数保持原样。在调用前后各打印一次
# `true_w.requires_grad`：什么变了？谁会料到？

# %% fails="test_every_call_is_new"
import torch


def synthetic_data(w, b, num_examples):
    w.requires_grad_(True)
    X = torch.randn(num_examples, len(w))
    noise = torch.randn(num_examples) * 0.01
    y = X @ w + b + noise
    return X, y.detach().reshape(-1, 1)
