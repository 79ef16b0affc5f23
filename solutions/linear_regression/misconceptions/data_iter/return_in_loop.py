# %% [markdown] lang="en"
# # Only the first batch comes back
#
# `return` hands over one batch, and the loop then goes on with the next one.
#
# Your function gives back its first minibatch, and then it is over: `return` ends the whole
# function, not only one round of the loop. All other examples never come out. This is easy to
# overlook, because the first result looks just right when you print it.
#
# The caller expects something to loop over, and takes your pair for the batches: the features would
# be the first batch, the labels the second. Call your function once and print the type of what you
# get. What does a `for` loop over it give you, and how often does it run?

# %% [markdown] lang="zh"
# # 只返回了第一个批量
#
# `return` 交出一个批量之后，循环会继续处理下一个。
#
# 你的函数给出第一个小批量之后就结束了：`return` 结束的是整个函数，而不只是这一轮循环，其余的样本
# 再也没有机会出来。只打印第一个结果时，一切看上去都对，所以这个错误很容易被忽略。
#
# 调用者要的是可以逐个取批量的东西，拿到的却只是一对张量。调用一次你的函数，打印返回值的类型，再用
# `for` 遍历它：循环会执行几次，每次得到什么？

# %% fails="test_batches_have_the_right_size" common="yes"
import torch


def data_iter(batch_size, features, labels):
    order = torch.randperm(len(features))
    for start in range(0, len(features), batch_size):
        chosen = order[start : start + batch_size]
        return features[chosen], labels[chosen]
