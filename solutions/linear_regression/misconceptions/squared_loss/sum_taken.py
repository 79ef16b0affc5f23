# %% [markdown] lang="en"
# # All losses added up
#
# The loss of a minibatch is what counts, so the function should add up the losses of its examples.
#
# Your function adds everything up and returns one number. The sum is indeed needed before the
# backward pass, but that happens later, in the training loop. If the loss function adds up as well,
# the loop can no longer compute other things from the same losses, such as their mean over all the
# data, or the example with the worst prediction. A number like 30 also says little while you don't
# know how many examples are in it. Call your function with 2 examples and then with 200 similar
# ones. Which of the two results tells you how good the predictions are?

# %% [markdown] lang="zh"
# # 把所有损失加在了一起
#
# 重要的是一个小批量的总损失，所以函数应该把各个样本的损失加起来。
#
# 你的函数把所有损失加起来，只返回一个数。反向传播之前确实要求和，但那是后面训练循环的工作。如果损失
# 函数自己先加好了，循环就没法再用这些损失算别的东西，比如全部数据上的平均损失，或者找出预测最差的那
# 个样本。再说，不知道里面有多少个样本，一个“30”也说明不了什么。先用 2 个样本、再用 200 个相似的样本
# 调用你的函数：哪个结果能告诉你预测得好不好？

# %% fails="test_half_of_the_squared_difference" common="yes"
import torch


def squared_loss(y_hat, y):
    return ((y_hat - y.reshape(y_hat.shape)) ** 2 / 2).sum()
