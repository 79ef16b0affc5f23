# %% [markdown] lang="en"
# # The random generator is seeded
#
# The method is called stochastic, so the seed must be fixed in it to get the same result every
# time.
#
# Your steps are right, but every call of your function sets PyTorch's random generator back to the
# same place. What the caller draws next is then always the same: the minibatches may come in the
# same order in every epoch, without anybody wanting it. In a step itself there is nothing random.
# The chance is in the choice of the minibatch, and this was made before. Call `torch.rand(1)` after
# each of three calls of your function. What do you notice?

# %% [markdown] lang="zh"
# # 给随机数设了种子
#
# 这个方法叫“随机”梯度下降，所以要在里面固定种子，才能每次得到同样的结果。
#
# 你走的每一步都对，可是每调用一次你的函数，PyTorch 的随机数生成器就被拨回同一个地方。调用者接下来抽
# 到的随机数就总是一样的：小批量可能在每一轮都按同样的顺序出现，而谁也没有想要这样。走一步这件事本身
# 没有什么随机的。随机的是小批量的选取，那在之前就完成了。调用三次你的函数，每次之后都运行
# `torch.rand(1)`：你发现了什么？

# %% fails="test_plain_descent"
import torch


def sgd(params, lr, batch_size):
    torch.manual_seed(0)
    with torch.no_grad():
        for param in params:
            param -= lr * param.grad / batch_size
            param.grad.zero_()
