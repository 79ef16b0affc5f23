# %% [markdown] lang="en"
# # Gradients are switched off for good
#
# Before a parameter can be changed, it has to be cut off from autograd.
#
# The first step is perfect. But afterwards your parameters don't require gradients any more, and
# the next `backward` ends with an error, or it silently leaves them out. You wanted PyTorch to look
# away while the parameter is changed. What you did is a change of the parameter itself, and it
# stays after your function has ended. In the cell under the task, print `p.requires_grad` before
# the first and after the first step. What does the second `backward` need?

# %% [markdown] lang="zh"
# # 永远关掉了梯度
#
# 要改变一个参数，必须先把它从自动求导中切断。
#
# 第一步走得很好。可是在这之后，你的参数不再需要梯度，下一次 `backward` 会报错，或者悄悄地把它们漏
# 掉。你本来只想让PyTorch 在改变参数的时候不去看。可你改变的是参数自身的性质，函数结束以后，这个改变
# 还在。在任务下面的那个单元格里，在第一步之前和之后各打印一次 `p.requires_grad`：第二次 `backward`
# 需要什么？

# %% fails="test_parameters_stay_the_same_tensors"
import torch


def sgd(params, lr, batch_size):
    with torch.no_grad():
        for param in params:
            param.requires_grad = False
            param -= lr * param.grad / batch_size
            param.grad.zero_()
