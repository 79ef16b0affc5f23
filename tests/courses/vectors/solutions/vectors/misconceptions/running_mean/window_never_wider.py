# %% [markdown] lang="en"
# # A window that never gets too wide
#
# There are at least as many values as fit into the window.
#
# You treat the start on its own, and then you let full windows slide over the values. That works
# as long as one full window fits. The task allows a window that is wider than all the values: a
# mean over a month, for example, when there are only ten days of data. Then `unfold` has nothing
# to slide over and stops with an error. Call your function with three values and a window of 10.
# What should the three elements be, and which part of your program is still needed?

# %% [markdown] lang="zh"
# # 以为窗口不会太宽
#
# 值的个数至少和窗口里能放下的一样多。
#
# 你先单独处理开头，然后让完整的窗口在数据上滑动。只要能放下一个完整的窗口，这样就行。但题目允许窗口比所
# 有的值还宽，例如求一个月的平均，却只有十天的数据。这时 `unfold` 没有地方可以滑动，于是报错停下。用三个值
# 和宽度为 10 的窗口调用你的函数：三个元素应该各是多少？程序的哪一部分还用得着？

# %% fails="test_wide_window"
import torch


def running_mean(values, window):
    start = [average(values[:end]) for end in range(1, window)]
    full = [average(part) for part in values.unfold(0, window, 1)]
    return torch.stack(start + full)
