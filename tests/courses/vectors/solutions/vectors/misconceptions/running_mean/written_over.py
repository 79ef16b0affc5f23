# %% [markdown] lang="en"
# # The means are written over the values
#
# Going from the end to the start, each value can be replaced by its mean: it is not needed any
# more.
#
# It is clever to begin at the end, because no average sees a value that was replaced, and your
# result is right. But the values belong to the caller, and after the call they are gone: the
# function has no copy of its own. Somebody who wants to plot the values together with their
# running mean gets the same line twice. Print the tensor before and after the call. Where could
# your function write to instead?

# %% [markdown] lang="zh"
# # 把平均写到了原来的值上
#
# 从后往前，每个值都可以换成它的平均，因为后面用不着它了。
#
# 从最后开始很巧妙，因为求平均时不会遇到已经换掉的值，你的结果也是对的。但这些值是调用者的，调用之后它们就
# 没有了：函数并没有自己的副本。想把数据和滑动平均画在一起的人，会得到两条一样的线。在调用的前后各打印一次
# 这个张量：你的函数可以改写到哪里去？

# %% fails="test_argument_is_kept"
import torch


def running_mean(values, window):
    for end in range(len(values), 0, -1):
        values[end - 1] = average(values[max(0, end - window) : end])
    return values
