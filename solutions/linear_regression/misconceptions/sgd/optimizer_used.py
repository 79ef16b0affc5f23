# %% [markdown] lang="en"
# # A ready-made optimiser does the work
#
# PyTorch already has this algorithm, so the best solution is to call it.
#
# What your function does is right, but it was done by the class from `torch.optim`, and the task
# asks you to write the step yourself. In later lessons you will use that class, and then it helps
# to know what is inside. It has no idea of the batch size, for example, and it clears gradients
# only when somebody asks. Take a pencil, one parameter with the value 2, and a gradient of 8 from a
# minibatch of 4 examples. What is its new value for a learning rate of 0.5, and what happens to the
# 8 afterwards?

# %% [markdown] lang="zh"
# # 用了现成的优化器
#
# PyTorch 里已经有这个算法，所以最好的做法就是直接调用它。
#
# 你的函数做的事是对的，但那是 `torch.optim` 里的类做的，而任务要你自己写出这一步。以后的课里会用到
# 那个类，那时候，知道它里面是什么就很有帮助。比如，它根本不知道批量大小，而且只有让它清，它才会清掉
# 梯度。拿起笔来：一个参数等于 2，它的梯度是 8，来自有 4 个样本的小批量。学习率是 0.5，它的新值是多
# 少？那个 8 后来又怎样了？

# %% fails="test_step_is_scaled_by_the_batch"
import torch


def sgd(params, lr, batch_size):
    optimizer = torch.optim.SGD(params, lr=lr / batch_size)
    optimizer.step()
    optimizer.zero_grad()
