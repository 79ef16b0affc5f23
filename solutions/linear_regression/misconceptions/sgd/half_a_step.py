# %% [markdown] lang="en"
# # The half is counted twice
#
# The loss is a square with a half in front, so the step has to be divided by twice the batch size.
#
# Each of your steps is half as long as the task asks for. Training still works, only more slowly,
# and so this is easy to overlook. In some courses the cost is written with one half and one over
# the number of examples together, and both then show up in formulas. But this function doesn't know
# which loss was used: everything that belongs to the loss is already in the gradient. Take a
# prediction of 5 and a label of 3, and compute the derivative of the loss with the half by hand. Is
# anything left to divide?

# %% [markdown] lang="zh"
# # 二分之一算了两次
#
# 损失是前面带二分之一的平方，所以一步要除以批量大小的两倍。
#
# 你走的每一步都只有要求的一半长。训练照样能进行，只是慢一些，所以很容易被忽略。有些课程把二分之一和
# 样本数的倒数一起写在代价里，于是公式里两个都会出现。可是这个函数并不知道用的是哪种损失：属于损失的
# 一切，都已经在梯度里了。取预测 5 和标签 3，亲手对带二分之一的损失求导：还有什么需要再除的吗？

# %% fails="test_step_is_scaled_by_the_batch"
import torch


def sgd(params, lr, batch_size):
    with torch.no_grad():
        for param in params:
            param -= lr * param.grad / (2 * batch_size)
            param.grad.zero_()
