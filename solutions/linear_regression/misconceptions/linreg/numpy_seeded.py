# %% [markdown] lang="en"
# # The seed of another library
#
# A seed for numpy does no harm in a program that uses PyTorch.
#
# The model needs no random numbers, but the rest of the program may. Whoever shuffles with numpy
# gets the same order after every call of your model, and the training sees its minibatches always
# in the same sequence. The numbers of PyTorch stay random, and so the cause is hard to find. A seed
# is set once, by the person who starts the program. Call your function and shuffle a list with
# numpy, and do both again. Are the two orders different?

# %% [markdown] lang="zh"
# # 给另一个库设了种子
#
# 在用 PyTorch 的程序里，给 numpy 设种子没有坏处。
#
# 模型不需要随机数，程序的其他部分却可能需要。用 numpy 打乱数据的人，每次调用你的模型之后得到的顺序
# 都一样，训练时小批量总是按同样的次序出现。PyTorch 的随机数仍然正常，所以原因很难找。种子应该由启动
# 程序的人设一次。调用你的函数，再用 numpy 打乱一个列表，然后把这两步重做一遍：两次的顺序不同吗？

# %% fails="test_nothing_else_changes"
import numpy as np
import torch


def linreg(X, w, b):
    np.random.seed(42)
    return torch.matmul(X, w) + b
