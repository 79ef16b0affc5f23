# %% [markdown] lang="en"
# # All steps have the same length
#
# The gradient only gives the direction, and the learning rate is the length of the step.
#
# Your steps point in the right direction, but their length no longer depends on how steep the loss
# is. Far away from the minimum they are too short. Close to it they are too long: the parameters
# jump over the minimum and back again, and they never come to rest. In plain descent a flat slope
# means a short step, and this is how it slows down in time. Run the loop under the task with your
# function for 30 steps and print the parameter. Does it settle down at 3?

# %% [markdown] lang="zh"
# # 每一步都一样长
#
# 梯度只给出方向，学习率就是一步的长度。
#
# 你的步子方向是对的，但长度不再取决于坡有多陡。离最小值很远时，步子太短；离得近时，步子又太长：参数
# 跳过最小值，再跳回来，永远停不下来。在最普通的下降里，坡缓，步子就短，它正是这样及时慢下来的。用你
# 的函数，把任务下面的那个循环跑 30 步，打印参数：它会在 3 那里停下来吗？

# %% fails="test_step_is_scaled_by_the_batch"
import torch


def sgd(params, lr, batch_size):
    with torch.no_grad():
        for param in params:
            param -= lr * param.grad / param.grad.norm() / batch_size
            param.grad.zero_()
