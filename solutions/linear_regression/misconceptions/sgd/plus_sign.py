# %% [markdown] lang="en"
# # The steps go uphill
#
# The gradient shows the way, so a step in the direction of the gradient makes the loss smaller.
#
# Your parameters move by the right distance, but in the opposite direction. The loss gets larger
# from step to step, and after some time it is infinite or `nan`. The gradient says in which
# direction the loss grows fastest. Take the function from the cell under the task, which is
# smallest at 3, and stand at 0. Compute its derivative there by hand. Is it positive or negative,
# and on which side of you is the smallest value?

# %% [markdown] lang="zh"
# # 走的是上坡
#
# 梯度指出了该走的路，所以沿着梯度的方向走一步，损失就会变小。
#
# 你的参数走的距离是对的，方向却正好相反。损失一步比一步大，过一阵子就成了无穷大或者 `nan`。梯度说的
# 是：朝哪个方向走，损失增长得最快。就用任务下面那个在 3 处最小的函数，站在 0 的位置，亲手算一算那里
# 的导数：它是正的还是负的？最小值又在你的哪一边？

# %% fails="test_step_is_scaled_by_the_batch" common="yes"
import torch


def sgd(params, lr, batch_size):
    with torch.no_grad():
        for param in params:
            param += lr * param.grad / batch_size
            param.grad.zero_()
