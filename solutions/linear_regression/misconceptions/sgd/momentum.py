# %% [markdown] lang="en"
# # Earlier steps are still felt
#
# An optimiser remembers its earlier steps and keeps some of their speed.
#
# The first step is right. From the second call on, each step also contains a part of the steps
# before, even when they were made for another model: your memory lies outside the function and
# lives as long as the notebook. What you wrote is a useful method of its own, called momentum. But
# the task asks for plain descent, where a step depends on nothing but the current gradient. Call
# your function twice, the second time with a gradient of zero. How far should the parameter move
# then?

# %% [markdown] lang="zh"
# # 还带着以前的步子
#
# 优化器会记住以前走过的步子，保留一部分速度。
#
# 第一步是对的。从第二次调用开始，每一步里都带着一部分以前的步子，哪怕那些步子是为另一个模型走的：你
# 的记忆放在函数外面，笔记本开多久，它就留多久。你写的是另一种有用的方法，叫动量法。但这里要的是最普
# 通的下降：一步只取决于当前的梯度。调用两次你的函数，第二次让梯度等于零：这时参数应该走多远？

# %% fails="test_any_rate_and_batch_size"
import torch

velocities = {}


def sgd(params, lr, batch_size):
    with torch.no_grad():
        for param in params:
            key = (param.shape, param.device)
            velocities[key] = 0.9 * velocities.get(key, 0) + param.grad / batch_size
            param -= lr * velocities[key]
            param.grad.zero_()
