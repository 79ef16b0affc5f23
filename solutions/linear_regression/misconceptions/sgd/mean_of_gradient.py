# %% [markdown] lang="en"
# # One average for all weights
#
# Dividing by the batch size means taking a mean, so the mean of the gradient does the same thing.
#
# All elements of a parameter move by the same amount, whatever their own gradients are. When two
# gradients have opposite signs, they may even cancel, and nothing moves. The division in the task
# is an average over the examples of the minibatch. But a gradient has no place for each example: it
# has one for each element of the parameter. The examples were already added up by `backward`. Print
# the shape of a parameter and the shape of its gradient for a minibatch of 10. Where are the 10
# examples?

# %% [markdown] lang="zh"
# # 所有权重用了同一个平均值
#
# 除以批量大小就是求平均，所以对梯度求平均，效果是一样的。
#
# 不管各自的梯度是多少，一个参数里的所有元素都走了同样远。如果两个梯度一正一负，它们还可能互相抵消，
# 谁也不动。任务里的除法，是对小批量里的样本求平均。可是梯度里并不是一个样本占一个位置，而是参数的一
# 个元素占一个位置。样本早已由`backward` 加在一起了。取一个大小为 10 的小批量，打印参数的形状和它的
# 梯度的形状：那 10 个样本在哪里？

# %% fails="test_step_is_scaled_by_the_batch"
import torch


def sgd(params, lr, batch_size):
    with torch.no_grad():
        for param in params:
            param -= lr * param.grad.mean()
            param.grad.zero_()
