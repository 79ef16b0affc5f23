# %% [markdown] lang="en"
# # A new generator is not a new beginning
#
# A generator of its own keeps the function apart from the rest, and every new generator gives new
# numbers.
#
# Your function leaves the shared generator alone, and that is fine. But each of its calls gives
# exactly the same data. A generator is a machine that computes one number from the one before. A
# new machine that nobody has set has to start somewhere, and in PyTorch it is the same place every
# time. So its numbers look random, and yet they are always the same ones. Make two generators in a
# cell and print `initial_seed()` of both. What does that mean for two calls of your function?

# %% [markdown] lang="zh"
# # 新的生成器并不是新的起点
#
# 函数用自己的生成器就不会影响别处，而每个新的生成器都会给出新的数。
#
# 你的函数没有去动大家共用的生成器，这很好。可是每次调用，它给出的数据都一模一样。
# 生成器是一台从前一个数算出后一个数的机器。一台没人设定过的新机器总得从某处开始，而在 PyTorch 里，
# 这个起点每次都相同。所以这些数看上去随机，其实总是那一批。在一个单元格里造两个生成器，
# 打印它们的 `initial_seed()`。这对你的函数的两次调用意味着什么？

# %% fails="test_every_call_is_new" source="https://github.com/pytorch/pytorch/issues/25071"
import torch


def synthetic_data(w, b, num_examples):
    generator = torch.Generator()
    X = torch.randn(num_examples, len(w), generator=generator)
    noise = torch.randn(num_examples, generator=generator) * 0.01
    y = X @ w + b + noise
    return X, y.reshape(-1, 1)
