# %% [markdown] lang="en"
# # A new seed for fresh numbers
#
# Without a new seed in every call the function would draw the same numbers again.
#
# Your numbers are new in every call, but they would be new without that line, too: a generator goes
# on from where it stopped. What the line really does is to take the generator of the whole program
# away from its owner. Somebody who has set a seed at the top of a notebook, so that everything can
# be repeated, loses it by calling your function. Try it: set a seed, call your function, print
# `torch.rand(1)`, and run this cell twice. Do both runs agree?

# %% [markdown] lang="zh"
# # 为了得到新的数而重设种子
#
# 要是不在每次调用时换一个种子，函数就会抽到同样的数。
#
# 你每次调用得到的确实是新的数，但没有那一行也会是新的：随机数生成器会从上次停下的地方接着走。
# 那一行真正做的，是把整个程序共用的生成器从主人手里抢走。有人在笔记本开头设定了种子，
# 好让一切都能重复，一调用你的函数，这个种子就失效了。试一试：设定种子，调用你的函数，
# 打印 `torch.rand(1)`，把这个单元格运行两次。两次的结果一样吗？

# %% fails="test_every_call_is_new"
import torch


def synthetic_data(w, b, num_examples):
    torch.seed()
    X = torch.randn(num_examples, len(w))
    noise = torch.randn(num_examples) * 0.01
    y = X @ w + b + noise
    return X, y.reshape(-1, 1)
