# %% [markdown] lang="en"
# # The same seed in every pass
#
# A seed in the function makes the results repeatable, and that is always good.
#
# You set the seed at the start of each pass, so each pass draws the same order: the second epoch
# sees the same batches as the first. There is a second effect, outside of your function. The
# generator is shared by the whole program, and after your call it starts over: the caller's next
# random weights or noise will be the same after every pass.
#
# Repeatable runs are good, but the one who runs the experiment sets the seed, once. In the
# notebook, draw `torch.rand(1)` after each of two passes. What do you notice?

# %% [markdown] lang="zh"
# # 每一遍都用同一个种子
#
# 在函数里设种子，结果就能重现，这总是好的。
#
# 你在每一遍开始时都设种子，所以每一遍抽到的顺序都一样：第二轮看到的批量和第一轮相同。还有一个影响
# 在函数之外：随机数生成器是整个程序共用的，你的函数一调用，它就从头开始，调用者接下来随机产生的权
# 重或噪声，每一遍之后都会一样。
#
# 结果能重现是好事，但种子应当由做实验的人来设，只设一次。在笔记本里走两遍数据，每遍之后都抽一个
# `torch.rand(1)`：你发现了什么？

# %% fails="test_new_order_in_every_pass" common="yes"
import torch


def data_iter(batch_size, features, labels):
    torch.manual_seed(42)
    order = torch.randperm(len(features))
    for start in range(0, len(features), batch_size):
        chosen = order[start : start + batch_size]
        yield features[chosen], labels[chosen]
