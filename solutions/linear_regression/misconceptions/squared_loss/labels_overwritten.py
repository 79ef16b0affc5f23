# %% [markdown] lang="en"
# # The labels are overwritten
#
# After `y = y.reshape(…)`, the name `y` stands for a tensor of my own, so I may change it.
#
# Your losses are right, but after the call the caller's labels are gone: they now hold differences.
# A reshaped tensor usually shares its memory with the original; only the view of it is new. The
# short form with `-=` writes into this memory. So the first epoch is fine, and in the second one
# the model is trained on wrong labels. Nothing is reported. Make a tensor `a` with four numbers,
# let `b` be its reshaped form, change one number in `b`, and print `a`. Do you get what you
# expected?

# %% [markdown] lang="zh"
# # 标签被覆盖了
#
# 写了 `y = y.reshape(…)` 以后，`y` 就是我自己的张量，可以随便改。
#
# 你的损失是对的，但调用之后，调用者的标签没了，里面变成了差。变形后的张量通常和原来的共用一块内存，
# 只是看它的方式不同。`-=` 这种简写会直接写进这块内存。于是第一轮没问题，到第二轮，模型就在用错误的
# 标签训练，而且没有任何提示。建一个有四个数的张量 `a`，让 `b` 是它变形后的样子，改 `b` 里的一个数，
# 再打印 `a`：和你想的一样吗？

# %% fails="test_nothing_else_changes" source="https://github.com/pytorch/pytorch/issues/100900"
import torch


def squared_loss(y_hat, y):
    y = y.reshape(y_hat.shape)
    y -= y_hat
    return y ** 2 / 2
