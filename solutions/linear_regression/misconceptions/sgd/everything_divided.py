# %% [markdown] lang="en"
# # The parameter is divided too
#
# The new value has to be divided by the batch size, and it doesn't matter when this is done.
#
# With a batch size of 1 your function is right. With 10, every call leaves only a tenth of the
# parameter, and after a few calls it is close to zero, whatever the data say. Only the gradient is
# a sum over the examples of the minibatch. The parameter was never summed over anything, so there
# is nothing in it to average. Set the gradient to zero, hand over a parameter of 2 and a batch size
# of 10, and call your function. How far should the parameter move when there is no slope at all?

# %% [markdown] lang="zh"
# # 连参数也除了
#
# 新的值要除以批量大小，什么时候除都一样。
#
# 批量大小是 1 的时候，你的函数是对的。批量大小是 10 的时候，每调用一次，参数就只剩下十分之一；不管
# 数据是什么样，几次以后它就接近零了。只有梯度才是小批量里各个样本的和。参数从来没有对什么东西求过
# 和，里面没有什么可以平均的。把梯度设成零，参数是 2，批量大小是 10，调用你的函数：完全没有坡度的时
# 候，参数应该走多远？

# %% fails="test_step_is_scaled_by_the_batch"
import torch


def sgd(params, lr, batch_size):
    with torch.no_grad():
        for param in params:
            param -= lr * param.grad
            param /= batch_size
            param.grad.zero_()
