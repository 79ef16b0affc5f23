# %% [markdown] lang="en"
# # The rate drops after ten epochs
#
# After some epochs the learning rate should be made smaller.
#
# For up to ten epochs your function is right. After that it goes on with a tenth of the rate that
# it was handed. In the lesson there are three epochs, so this never shows there. Who trains longer
# sees the loss fall slowly all at once, and can't know why. Smaller steps later on may be a good
# idea, but then the caller should decide about it. Train for 20 epochs with a small rate such as
# 0.0005 and draw the losses. Where does the curve bend?

# %% [markdown] lang="zh"
# # 十轮之后学习率变小
#
# 训练几轮之后，应该把学习率调小。
#
# 十轮以内，你的函数是对的；再往后，用的就只是传进来的学习率的十分之一。课上只有三轮，所以那里永远看
# 不出来。训练得久的人会发现损失忽然降得很慢，却不知道为什么。后期用小一点的步子也许有好处，但那应该
# 由调用者来决定。用 0.0005 这样小的学习率训练 20 轮，画出损失：曲线在哪里拐弯？

# %% fails="test_epochs_go_on"
import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    losses = []
    for epoch in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss(net(X, w, b), y).sum().backward()
            sgd([w, b], lr, batch_size)
        if epoch == 9:
            lr = lr / 10
        with torch.no_grad():
            losses.append(float(loss(net(features, w, b), labels).mean()))
    return losses
