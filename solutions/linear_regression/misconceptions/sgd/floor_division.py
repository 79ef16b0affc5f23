# %% [markdown] lang="en"
# # The division drops the fraction
#
# The batch size is a whole number, so the operator for whole numbers is the right one to divide by
# it.
#
# As long as the gradients are multiples of the batch size, your steps are right, as in the check
# below the task. In real training they almost never are. Then every quotient is rounded down: a
# gradient that is smaller than the batch size turns into 0 or into -1, and near the end of the
# training, where gradients are small, the parameters stop or drift to one side. Divide the tensors
# with 8 and with -8 in them by 64 in your way. Which numbers did you expect, and which do you get?

# %% [markdown] lang="zh"
# # 除法丢掉了小数
#
# 批量大小是整数，所以除以它要用整数的除法。
#
# 只要梯度是批量大小的倍数，你的步子就是对的，任务下面的那个检查就是这样。真正训练的时候几乎从来不
# 是。这时每个商都会被向下取整：比批量大小还小的梯度会变成 0 或者 -1；训练快结束时梯度很小，参数就会
# 停住，或者总往一边偏。用你的方法，把里面是 8 和 -8 的张量除以 64：你以为会得到哪些数？实际得到了哪
# 些？

# %% fails="test_any_rate_and_batch_size"
import torch


def sgd(params, lr, batch_size):
    with torch.no_grad():
        for param in params:
            param -= lr * (param.grad // batch_size)
            param.grad.zero_()
