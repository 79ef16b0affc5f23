# %% [markdown] lang="en"
# # The gradient becomes a plain number
#
# A gradient is reset by giving it the value 0, as one would do with any variable.
#
# The step itself is right, but then your function stops with a `TypeError`: PyTorch does not accept
# a plain number as a gradient. The gradient of a parameter is a tensor that has as many elements as
# the parameter, or it is not there at all. With an assignment you don't change its elements; you
# try to put another object in its place. Read the error message to its end: it names what may be
# assigned. Which two kinds of "no gradient" does PyTorch know?

# %% [markdown] lang="zh"
# # 梯度被换成了一个数
#
# 把 0 赋给梯度，它就清零了，就像对别的变量那样。
#
# 这一步本身是对的，可是接着你的函数就停下来，报出 `TypeError`：PyTorch 不接受用一个普通的数作梯度。
# 参数的梯度是一个张量，参数有多少个元素，它就有多少个；要么就干脆没有梯度。赋值并不会改变它的元素，
# 而是想用另一个对象来代替它。把报错信息读到最后，里面说了可以赋什么样的值。PyTorch 认得的“没有梯
# 度”有哪两种？

# %% fails="test_step_is_scaled_by_the_batch" source="https://github.com/pytorch/tutorials/pull/3396"
import torch


def sgd(params, lr, batch_size):
    with torch.no_grad():
        for param in params:
            param -= lr * param.grad / batch_size
            param.grad = 0
