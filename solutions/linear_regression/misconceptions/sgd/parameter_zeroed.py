# %% [markdown] lang="en"
# # The parameter itself is cleared
#
# After the step the parameter has to be reset, so that the next step begins from zero.
#
# After each call all your parameters are zero, so nothing that was learned survives. The gradients,
# on the other hand, are still there, and the next `backward` adds to them. A parameter and its
# gradient are two different tensors that belong together: one of them keeps what was learned, the
# other is a note about the current minibatch. Call your function once and print both. Which of the
# two should be forgotten after a step, and which one has to be kept?

# %% [markdown] lang="zh"
# # 清掉的是参数本身
#
# 走完一步要把参数清掉，这样下一步才能从零开始。
#
# 每次调用以后，你的参数全是零，学到的东西什么也没留下。梯度反而还在，下一次 `backward` 会往上加。参
# 数和它的梯度是两个不同的张量，只是互相关联：一个保存学到的东西，另一个只是关于当前小批量的一张便
# 条。调用一次你的函数，把两个都打印出来：走完一步以后，哪一个应该忘掉，哪一个必须留着？

# %% fails="test_step_is_scaled_by_the_batch"
import torch


def sgd(params, lr, batch_size):
    with torch.no_grad():
        for param in params:
            param -= lr * param.grad / batch_size
            param.zero_()
