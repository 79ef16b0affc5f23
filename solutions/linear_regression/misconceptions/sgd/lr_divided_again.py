# %% [markdown] lang="en"
# # The rate shrinks inside the loop
#
# The division by the batch size belongs to the learning rate, so it can be done in the loop, where
# the rate is needed.
#
# Your first parameter takes the right step. The second one takes a step that is too short, and the
# third one hardly moves. With a batch size of 1 everything looks right, and so it does with one
# parameter. The line with the division runs once for every parameter, and each time it starts from
# the value that the last round left behind. Take `lr` = 1 and `batch_size` = 10, and write down the
# value of `lr` in the first, second and third round. What do you get?

# %% [markdown] lang="zh"
# # 学习率在循环里越除越小
#
# 除以批量大小这件事跟学习率有关，所以可以在循环里做，因为学习率就在那里用。
#
# 你的第一个参数走的步子是对的，第二个的太短，第三个几乎不动。批量大小是 1 的时候，一切看起来都对；
# 只有一个参数的时候也一样。做除法的那一行，每个参数都会执行一次，每次都从上一次留下的值开始。取
# `lr` 为 1，`batch_size` 为 10，把第一、第二、第三次循环里 `lr` 的值写下来：你得到了什么？

# %% fails="test_all_parameters"
import torch


def sgd(params, lr, batch_size):
    with torch.no_grad():
        for param in params:
            lr /= batch_size
            param -= lr * param.grad
            param.grad.zero_()
