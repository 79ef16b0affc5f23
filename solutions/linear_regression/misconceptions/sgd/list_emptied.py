# %% [markdown] lang="en"
# # The caller's list is used up
#
# A list that is handed over belongs to the function, which may take the parameters out one by one.
#
# All parameters take the right step. But after the call, the list that the caller handed over is
# empty. If the caller makes a new list for every call, as the lesson does, nobody notices. If the
# caller keeps one list of parameters and uses it for the whole training, then only the first step
# moves anything, and every later call does nothing, without an error. Make a list of two
# parameters, call your function with it, and print the length of the list before and after. Whose
# list is it?

# %% [markdown] lang="zh"
# # 把调用者的列表用光了
#
# 传进来的列表归函数所有，可以把参数一个一个地取出来。
#
# 所有的参数都走了正确的一步。可是调用之后，调用者传进来的那个列表空了。如果调用者像课里那样，每次都
# 新做一个列表，谁也不会发现。如果调用者只有一个参数列表，整个训练都用它，那么只有第一步起作用，后面
# 的每次调用都什么也不做，也不报错。做一个有两个参数的列表，用它调用你的函数，在前后各打印一次列表的
# 长度：这个列表究竟是谁的？

# %% fails="test_parameters_stay_the_same_tensors"
import torch


def sgd(params, lr, batch_size):
    with torch.no_grad():
        while params:
            param = params.pop()
            param -= lr * param.grad / batch_size
            param.grad.zero_()
