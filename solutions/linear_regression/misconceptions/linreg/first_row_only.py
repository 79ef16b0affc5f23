# %% [markdown] lang="en"
# # The loop ends after one example
#
# `return` in a loop hands over one prediction and then goes on with the next row.
#
# `return` ends the whole function, at once, and the loop with it. So only the first example ever
# gets a prediction, and all the others are never looked at. For a minibatch with one example you
# don't notice this. The word that hands over a value and goes on is another one, and it makes a
# different kind of function. Write a line into your loop, before the last one, that prints
# something. With 5 examples, how often do you see it?

# %% [markdown] lang="zh"
# # 循环在第一个样本后就结束了
#
# 循环里的 `return` 交出一个预测，然后接着处理下一行。
#
# `return` 会立刻结束整个函数，循环也跟着结束。所以只有第一个样本得到了预测，其余的样本根本没有被看
# 到。小批量里只有一个样本时，这个错误看不出来。交出一个值之后还能继续的，是另一个关键字，而且那是另
# 一种函数。在循环里最后一行的前面，加一行打印语句：有 5 个样本时，你会看到它打印几次？

# %% fails="test_shape"
import torch


def linreg(X, w, b):
    for x in X:
        return (torch.matmul(x, w) + b).reshape(-1, 1)
