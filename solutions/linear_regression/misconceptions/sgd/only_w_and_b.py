# %% [markdown] lang="en"
# # There must be exactly two parameters
#
# A model has weights and a bias, so the list always holds two tensors.
#
# With two parameters your function is right. With one, as in the loop under the task, or with
# three, Python stops before anything has moved: the list can't be unpacked into two names. Linear
# regression has two parameters, but a network with a hidden layer has four, and a large one has
# hundreds. The step is the same for each of them, so the function need not know how many there are.
# Call your function with a list of one parameter and read the error message. Which line needs the
# number two?

# %% [markdown] lang="zh"
# # 必须正好有两个参数
#
# 模型有权重和偏置，所以列表里总是有两个张量。
#
# 有两个参数的时候，你的函数是对的。只有一个，就像任务下面的循环那样，或者有三个，Python 会在参数移
# 动之前就停下来：列表没办法拆成两个名字。线性回归有两个参数，可是带一个隐藏层的网络有四个，大的网络
# 有几百个。对每个参数，走一步的做法都一样，所以函数不需要知道一共有几个。用只有一个参数的列表调用你
# 的函数，读一读报错信息：哪一行非要两个不可？

# %% fails="test_step_is_scaled_by_the_batch"
import torch


def sgd(params, lr, batch_size):
    w, b = params
    with torch.no_grad():
        for param in (w, b):
            param -= lr * param.grad / batch_size
            param.grad.zero_()
