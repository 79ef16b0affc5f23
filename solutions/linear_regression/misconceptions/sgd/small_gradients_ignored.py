# %% [markdown] lang="en"
# # Small gradients are left out
#
# When the gradient is small, the parameter has arrived, and a step is not worth the work.
#
# As long as the slopes are steep, your steps are right. But a small gradient does not mean that the
# parameter has arrived: the loss may just be flat there, or its numbers may be small because of the
# units. Such a parameter never moves, however many steps you make. Its gradient is not cleared
# either, so it grows from call to call until it is large enough, and then the step is a sum of many
# old ones. Use a gradient of 0.0005 and a learning rate of 1000. How far should the parameter move?

# %% [markdown] lang="zh"
# # 小的梯度被略过了
#
# 梯度很小，就说明参数已经到了，不值得再走一步。
#
# 只要坡够陡，你走的步子都是对的。可是梯度小并不说明参数已经到了：也许损失在那里只是比较平，也许因为
# 单位的关系，数本来就小。这样的参数，不管走多少步都不会动。它的梯度也没有清掉，于是一次一次地累积，
# 等到够大了，那一步就成了许多旧梯度的和。用 0.0005 的梯度和 1000 的学习率：参数应该走多远？

# %% fails="test_any_rate_and_batch_size"
import torch


def sgd(params, lr, batch_size):
    with torch.no_grad():
        for param in params:
            if param.grad.norm() < 1e-3:
                continue
            param -= lr * param.grad / batch_size
            param.grad.zero_()
