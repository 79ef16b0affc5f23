# %% [markdown] lang="en"
# # The mean is computed by hand
#
# The running mean needs means, and a tensor's own `mean()` is the shortest way to get one.
#
# With plain means your result is right. But the task says that other people may put another kind
# of average in place of `average`, for example the largest value, and your function would not
# notice. Code that other code may exchange has to be called by its name. Write a second `average`
# in a new cell that returns `values.max()`, run the cell, and call your function again. Does its
# result change?

# %% [markdown] lang="zh"
# # 自己求了平均
#
# 滑动平均需要平均值，而张量自己的 `mean()` 是最短的写法。
#
# 对普通的平均，你的结果是对的。但题目说，别人可能会换掉 `average`，比如改成最大值，而你的函数不会察觉。
# 可以被替换的代码，要用它的名字来调用。在新的单元格里再写一个返回 `values.max()` 的 `average`，运行这个
# 单元格，然后再调用你的函数：结果变了吗？

# %% fails="test_average_can_be_exchanged" common="yes"
import torch


def running_mean(values, window):
    ends = range(1, len(values) + 1)
    return torch.stack([values[max(0, end - window) : end].mean() for end in ends])
