# %% [markdown] lang="en"
# # The loss clears a gradient
#
# Gradients have to be cleared before each backward pass, so the loss function does it.
#
# Clearing old gradients is right, but it isn't the job of the loss. Somebody may collect the
# gradients of several minibatches on purpose before making a step, and your function throws them
# away in silence. It clears them even when the loss is only measured and no backward pass follows.
# In this lesson `sgd` clears them, for the weights, after the step. A function that computes
# something should leave all else alone. Give a tensor a gradient by a backward pass, compute your
# loss with this tensor, and print its `.grad`. Where did it go?

# %% [markdown] lang="zh"
# # 损失把梯度清掉了
#
# 每次反向传播之前都要清除梯度，所以由损失函数来清。
#
# 清除旧的梯度没错，但这不是损失的工作。有人可能故意先积累几个小批量的梯度再走一步，你的函数却悄悄把
# 它们扔了。就算只是量一下损失，后面没有反向传播，它也照样清掉。在本课里，权重的梯度由 `sgd` 在走完
# 一步之后清除。一个做计算的函数，不该动别的东西。先用反向传播让一个张量有梯度，再用它算你的损失，然
# 后打印它的 `.grad`：梯度去哪儿了？

# %% fails="test_nothing_else_changes"
import torch


def squared_loss(y_hat, y):
    y_hat.grad = None
    return (y_hat - y.reshape(y_hat.shape)) ** 2 / 2
