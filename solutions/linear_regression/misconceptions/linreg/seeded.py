# %% [markdown] lang="en"
# # The model seeds the random generator
#
# A good program sets a seed, and every function should do that for itself.
#
# A seed at the beginning of a program makes it repeatable. A seed inside a function that is called
# thousands of times does something else: after each call the random numbers start again from the
# same place. The next minibatch is shuffled just as the last one was, and new data come out the
# same. The model itself uses no random numbers, so nobody will look for the cause here. Call your
# function and draw three random numbers, and do both once more. What strikes you?

# %% [markdown] lang="zh"
# # 模型给随机数生成器设了种子
#
# 好的程序都要设种子，每个函数都应该自己设。
#
# 在程序开头设一次种子，可以让结果重现。放进一个要调用几千次的函数里，就是另一回事了：每次调用之后，
# 随机数都从同一个地方重新开始。下一轮的打乱和上一轮完全一样，新造的数据也一模一样。模型本身用不到随
# 机数，所以谁也不会想到来这里找原因。调用一次你的函数，再取三个随机数，然后把这两步重做一遍：你发现
# 了什么？

# %% fails="test_nothing_else_changes"
import torch


def linreg(X, w, b):
    torch.manual_seed(42)
    return torch.matmul(X, w) + b
