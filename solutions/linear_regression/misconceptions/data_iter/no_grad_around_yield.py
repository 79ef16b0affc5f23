# %% [markdown] lang="en"
# # `no_grad` reaches into the caller's loop
#
# What stands under `with torch.no_grad():` in my function concerns only my function.
#
# Choosing rows needs no gradients, so `no_grad` seems a clean thing to do. But a generator pauses
# at `yield`, in the middle of the `with` block, and the block is not left. While the caller works
# on the batch, gradients stay switched off for the whole program. Their loss then has no gradient,
# and `backward` fails with a message that does not mention your function.
#
# The values of your batches are all right, so this is hard to find. Print `torch.is_grad_enabled()`
# before a loop over your batches and inside of it. What do you see?

# %% [markdown] lang="zh"
# # `no_grad` 影响到了调用者的循环
#
# 我的函数里写在 `with torch.no_grad():` 下面的，只和我的函数有关。
#
# 选出行不需要梯度，用 `no_grad` 好像很干净。可是生成器会停在 `yield` 那里，正好在 `with` 块的中间，
# 还没有离开这个块。调用者处理这个批量时，整个程序的梯度一直是关着的，他的损失没有梯度，`backward`
# 就会报错，而错误信息里根本没有提到你的函数。
#
# 批量的数值都对，所以很难找到原因。在遍历批量的循环之前和循环里面，各打印一次
# `torch.is_grad_enabled()`：你看到了什么？

# %% fails="test_nothing_else_changes" source="https://github.com/pytorch/pytorch/pull/49017"
import torch


def data_iter(batch_size, features, labels):
    with torch.no_grad():
        order = torch.randperm(len(features))
        for start in range(0, len(features), batch_size):
            chosen = order[start : start + batch_size]
            yield features[chosen], labels[chosen]
