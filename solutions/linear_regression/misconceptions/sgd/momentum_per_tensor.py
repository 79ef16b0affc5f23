# %% [markdown] lang="en"
# # Each parameter has its own speed
#
# An optimiser keeps the speed of every parameter and adds a part of it to the next step.
#
# The first step of each parameter is right. From the second one on, its earlier gradients are felt
# again, so the steps get longer as long as they point the same way. This is a well-known method,
# but the task asks for plain descent, in which a step depends on nothing but the current gradient.
# The memory also keeps every tensor alive that you ever trained. Step one parameter twice, the
# second time with a gradient of zero. How far does it move, and where does this movement come from?

# %% [markdown] lang="zh"
# # 每个参数都有自己的速度
#
# 优化器会记住每个参数的速度，把一部分加到下一步里。
#
# 每个参数的第一步都是对的。从第二步开始，它以前的梯度又在起作用，只要方向一致，步子就越来越长。这是
# 一种有名的方法，但任务要的是最普通的下降：一步只取决于当前的梯度。而且，这份记忆让你训练过的每个张
# 量都一直占着内存。让同一个参数走两步，第二次的梯度是零：它走了多远？这段移动是从哪里来的？

# %% fails="test_gradients_are_reset"
import torch

velocities = {}


def sgd(params, lr, batch_size):
    with torch.no_grad():
        for param in params:
            velocities[param] = 0.9 * velocities.get(param, 0) + param.grad / batch_size
            param -= lr * velocities[param]
            param.grad.zero_()
