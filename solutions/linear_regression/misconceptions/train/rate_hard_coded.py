# %% [markdown] lang="en"
# # The learning rate is fixed inside
#
# The learning rate is 0.03, as in the lesson.
#
# Your function gives the same result for every learning rate, because it overwrites the one it is
# handed. With the lesson's settings this can't be seen: there both are equal. But whoever calls
# your function with another rate, in order to compare, would believe that the rate makes no
# difference. A parameter of a function is a promise that its value counts. Call your function with
# `lr=0` and look at `w` before and after. What should happen, and what does?

# %% [markdown] lang="zh"
# # 学习率写死在函数里
#
# 学习率就是 0.03，和课上一样。
#
# 不管传进什么学习率，你的函数都给出一样的结果，因为它把传进来的值盖掉了。用课上的设置看不出来，那里
# 两个值正好相等。可是如果有人想比较不同的学习率，他会以为学习率没有影响。函数有一个参数，就等于答应
# 了这个参数的值会起作用。用 `lr=0` 调用你的函数，看看前后的 `w`：应该发生什么？实际又发生了什么？

# %% fails="test_steps_follow_the_gradient" common="yes"
import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    lr = 0.03
    losses = []
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss(net(X, w, b), y).sum().backward()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            losses.append(float(loss(net(features, w, b), labels).mean()))
    return losses
