# %% [markdown] lang="en"
# # The batch size is never used
#
# The step is the learning rate times the gradient. The batch size only matters when the data are
# cut into minibatches.
#
# Each of your steps is exactly `batch_size` times as long as the task asks for. With a small batch
# and a small learning rate nothing looks wrong, and training even seems to be faster. But the
# gradient that arrives here belongs to the sum of the losses, so it grows with the number of
# examples. A learning rate that is good for one batch size is then bad for another. Train your
# model with batches of 10, and then, with the same learning rate, with batches of 500. What does
# the loss do?

# %% [markdown] lang="zh"
# # 没有用到批量大小
#
# 一步就是学习率乘以梯度。批量大小只在把数据切成小批量的时候才有用。
#
# 你走的每一步都正好是要求的 `batch_size` 倍长。批量小、学习率也小的时候，看不出什么问题，训练甚至好
# 像更快。可是这里拿到的梯度来自损失的和，样本越多，它就越大。于是，对某个批量大小合适的学习率，换一
# 个批量大小就不合适了。先用大小为 10 的批量训练一次，再用同样的学习率、大小为 500 的批量训练一次：
# 损失会怎么变？

# %% fails="test_step_is_scaled_by_the_batch" common="yes" source="https://discuss.d2l.ai/t/topic/1777"
import torch


def sgd(params, lr, batch_size):
    with torch.no_grad():
        for param in params:
            param -= lr * param.grad
            param.grad.zero_()
