# %% [markdown] lang="en"
# # One example gives a plain number
#
# When there is just one example, its loss is simply a number and needs no tensor.
#
# With two or more examples all is well. With exactly one, your function leaves the world of tensors
# and returns a Python number. That happens more often than you might think: the last minibatch of
# an epoch can have a single example left. Then the training loop stops in the middle of a run,
# because a Python number has no backward pass. A special case that nobody asked for is one more
# thing that can break. Call your function with a prediction of shape `(1, 1)` and then try to take
# the sum and run `backward`. What happens?

# %% [markdown] lang="zh"
# # 只有一个样本时返回普通的数
#
# 只有一个样本时，损失就是一个数，不需要张量。
#
# 有两个或更多样本时一切正常。正好只有一个时，你的函数就离开了张量的世界，返回一个 Python 数。这种情
# 况比你想的多：一轮的最后一个小批量可能只剩一个样本。这时训练循环就会半路停下，因为 Python 数没有反
# 向传播。没人要求的特殊情况，只会多一个出错的地方。用形状 `(1, 1)` 的预测调用你的函数，再试着求和并
# 运行 `backward`：会发生什么？

# %% fails="test_any_shape"
import torch


def squared_loss(y_hat, y):
    loss = (y_hat - y.reshape(y_hat.shape)) ** 2 / 2
    if loss.numel() == 1:
        return loss.item()
    return loss
