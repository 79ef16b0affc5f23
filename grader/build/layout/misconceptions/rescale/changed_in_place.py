# %% [markdown] lang="en"
# # The caller's table is overwritten
#
# Inside the function, `X` is my own copy, so I can compute in it.
#
# Your result is right, but the table that was handed over is not the same any more. A function
# gets no copy: its `X` and the caller's table are the same tensor, and `-=` writes into it. The
# caller may still need the old numbers, for example to show a price in its real unit, and will find
# the rescaled ones without any message. Print a table before and after you call your function.
# What is the difference between `X -= 1` and `X = X - 1`?

# %% [markdown] lang="zh"
# # 覆盖了调用者的表
#
# 在函数里，`X` 是我自己的副本，可以直接在里面算。
#
# 你的结果是对的，但传进来的那张表已经变了。函数拿到的不是副本：它的 `X` 和调用者的表是同一个张量，而
# `-=` 会直接写进去。调用者也许还需要原来的数，比如要用真实的单位显示价格，结果却在没有任何提示的情况下
# 拿到缩放后的数。在调用函数的前后各打印一次这张表：`X -= 1` 和 `X = X - 1` 有什么不同？

# %% fails="test_nothing_else_changes"
import torch


def rescale(X):
    X -= X.amin(0)
    width = X.amax(0)
    width[width == 0] = 1.0
    X /= width
    return X
