# %% [markdown] lang="en"
# # The learning rate is a fixed number
#
# The learning rate of the lesson is 0.03, so this number belongs into the function.
#
# Whatever learning rate the caller hands over, your steps are always those for 0.03. In the lesson
# you don't notice it, because there the rate happens to be this number. But the rate is the first
# thing that one changes when training is too slow or does not settle down, and with your function
# such a change does nothing. Call your function with a rate of 0, on a parameter that has a
# gradient. What should happen then, and what do you see?

# %% [markdown] lang="zh"
# # 学习率是写死的
#
# 课里的学习率是 0.03，所以应该把这个数写在函数里。
#
# 不管调用者给的学习率是多少，你走的总是学习率为 0.03 的那一步。在课里你发现不了，因为那里用的恰好就
# 是这个数。可是训练太慢，或者总是稳定不下来的时候，人们首先要调的就是学习率；对你的函数来说，怎么调
# 都没有作用。找一个有梯度的参数，用 0 作学习率来调用你的函数：本来应该发生什么？你看到了什么？

# %% fails="test_step_is_scaled_by_the_batch" common="yes"
import torch


def sgd(params, lr, batch_size):
    lr = 0.03
    with torch.no_grad():
        for param in params:
            param -= lr * param.grad / batch_size
            param.grad.zero_()
