# %% [markdown] lang="en"
# # The notebook's parameters, not the given ones
#
# `w` and `b` are known in the whole notebook, so the function can simply use them.
#
# Your function takes parameters under other names, but inside it works with the `w` and `b` from a
# cell further up. As long as the caller hands over exactly these two tensors, nobody notices. With
# other parameters the function gives the old predictions, or it stops because the shapes don't fit.
# A function is easy to trust when its result depends only on what it is given. Restart the
# notebook, run only the cell with your function, and call it with tensors that you name `p` and
# `q`. What does Python say?

# %% [markdown] lang="zh"
# # 用了笔记本里的参数，而不是传入的参数
#
# `w` 和 `b` 在整个笔记本里都认识，函数直接用就行。
#
# 你的函数用别的名字接收参数，里面用的却是前面单元格里的 `w` 和 `b`。只要调用者传入的正好是这两个张
# 量，谁也不会发现。换一组参数，函数给出的还是旧的预测，或者因为形状不合而报错。一个函数的结果只取决
# 于传给它的东西，才让人放心。重启笔记本，只运行定义函数的那个单元格，再用名叫 `p` 和 `q` 的张量调用
# 它：Python 会说什么？

# %% fails="test_shape"
import torch

w = torch.normal(0, 0.01, size=(2, 1), requires_grad=True)
b = torch.zeros(1, requires_grad=True)


def linreg(X, weights, bias):
    return torch.matmul(X, w) + b
