# %% [markdown] lang="en"
# # Gradients are switched off for everybody
#
# The results must not track gradients, so the function switches gradients off.
#
# Your data are fine, but after the call nothing in the whole program tracks gradients any more. The
# switch that you use belongs to PyTorch as a whole, not to your function, and nobody turns it back.
# Much later, `backward()` will raise an error in a cell that has nothing to do with yours. Things
# that hold for everyone should be left as they were found. Call your function, then run
# `(torch.ones(1, requires_grad=True) * 2).requires_grad`. And ask yourself: which tensor in your
# function would have tracked gradients at all?

# %% [markdown] lang="zh"
# # 把所有人的梯度都关掉了
#
# 结果不能记录梯度，所以函数里就把梯度关掉。
#
# 你的数据没有问题，但调用之后，整个程序都不再记录梯度了。你用的开关属于整个 PyTorch，
# 不只属于你的函数，而且没有人再把它打开。过了很久，`backward()` 会在一个和你毫不相干的单元格里报
# 错。大家共用的东西，用完应该保持原样。先调用你的函数，再运行
# `(torch.ones(1, requires_grad=True) * 2).requires_grad` 看看。再想一想：你的函数里，
# 本来有哪个张量会记录梯度吗？

# %% fails="test_every_call_is_new"
import torch


def synthetic_data(w, b, num_examples):
    torch.set_grad_enabled(False)
    X = torch.randn(num_examples, len(w))
    noise = torch.randn(num_examples) * 0.01
    y = X @ w + b + noise
    return X, y.reshape(-1, 1)
