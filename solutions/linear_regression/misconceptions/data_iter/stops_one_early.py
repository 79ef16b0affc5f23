# %% [markdown] lang="en"
# # The loop stops one example early
#
# Counting starts at 0, so a loop over n examples has to end at n - 1.
#
# You take one away from the end of the range. But `range` already leaves its end out: the one is
# taken away twice. Most of the time nothing is missing, because the last batch begins much earlier
# and the slice reaches to the end. An example is lost only when the last batch should hold exactly
# one: with a `batch_size` of 1, or with 21 examples in batches of 5.
#
# Mistakes that show only for some sizes are the hardest to find. For 5 examples and each
# `batch_size` from 1 to 5, where does your last batch begin?

# %% [markdown] lang="zh"
# # 循环早停了一步
#
# 计数从 0 开始，所以遍历 n 个样本的循环要在 n - 1 结束。
#
# 你把 `range` 的终点减了一，可是 `range` 本来就不包含终点，等于减了两次。大多数时候什么也不缺，因
# 为最后一个批量开始得更早，切片自然会取到末尾。只有当最后一个批量恰好应该有一个样本时，才会丢掉它：
# 比如 `batch_size` 为 1，或者 21 个样本每批 5 个。
#
# 只在某些大小下才出现的错误最难找。取 5 个样本，`batch_size` 从 1 试到 5：你的最后一个批量各从哪
# 里开始？

# %% fails="test_batches_have_the_right_size"
import torch


def data_iter(batch_size, features, labels):
    order = torch.randperm(len(features))
    for start in range(0, len(features) - 1, batch_size):
        chosen = order[start : start + batch_size]
        yield features[chosen], labels[chosen]
