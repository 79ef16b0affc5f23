# %% [markdown] lang="en"
# # The gradient is cleared too early
#
# One has to begin with a clean gradient, so the first thing to do in a step is to set it to zero.
#
# After your function the parameters are the same as before: not one of them has moved. The loss
# stays where it was in every epoch, and there is no error message. It is true that old gradients
# must be gone before new ones are computed. But where are the new ones computed: inside your
# function, or before it is called? Print `param.grad` directly before the line that changes the
# parameter. What is left of the work that `backward` did?

# %% [markdown] lang="zh"
# # 梯度清得太早了
#
# 每一步都要从干净的梯度开始，所以首先应该把梯度清零。
#
# 调用你的函数以后，参数和以前一模一样，一个也没有动。每一轮的损失都停在原处，也没有任何报错。计算新
# 的梯度之前，旧的梯度确实必须清掉。可是，新的梯度是在哪里算出来的：是在你的函数里面，还是在调用它之
# 前？在改变参数的那一行前面打印一下 `param.grad`：`backward` 辛苦算出来的东西还剩下什么？

# %% fails="test_step_is_scaled_by_the_batch" common="yes"
import torch


def sgd(params, lr, batch_size):
    with torch.no_grad():
        for param in params:
            param.grad.zero_()
            param -= lr * param.grad / batch_size
