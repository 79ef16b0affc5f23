# %% [markdown] lang="en"
# # The parameters come back with the losses
#
# A function has to give back all that it has computed: the trained parameters and the losses.
#
# Your training is right, but what comes back has another form than agreed: three things instead of
# one list of numbers. A program that draws the losses or asks for `losses[-1]` would find tensors
# or a list in the place of a number. The caller doesn't need the parameters back: they are the
# caller's own tensors, and you have changed them in place. Call your function with `num_epochs=3`
# and look at `len` of the result. It is the number you expect, but what is inside?

# %% [markdown] lang="zh"
# # 把参数和损失一起返回
#
# 函数要把算出来的都交回去：训练好的参数和损失。
#
# 你的训练是对的，但返回的东西和约定的不一样：应该是一列数，你返回了三样东西。如果有程序要画损失曲
# 线，或者取 `losses[-1]`，在应该是数的地方就会遇到张量或列表。参数不需要返回，它们本来就是调用者自
# 己的张量，你已经就地改过了。用 `num_epochs=3` 调用你的函数，看看结果的 `len`：个数和预期的一样，可
# 是里面是什么？

# %% fails="test_one_loss_per_epoch"
import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    losses = []
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss(net(X, w, b), y).sum().backward()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            losses.append(float(loss(net(features, w, b), labels).mean()))
    return w, b, losses
