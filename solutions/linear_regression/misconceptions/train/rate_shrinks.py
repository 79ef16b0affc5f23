# %% [markdown] lang="en"
# # The learning rate shrinks by itself
#
# Towards the end one should take smaller steps, so the rate is halved after each epoch.
#
# The first epoch is right, the later ones move less and less. After ten epochs your rate is a
# thousandth of what the caller has chosen, and training comes to a stop, wherever it is. Smaller
# steps later on can be useful, but then it is a decision of whoever trains. Here the learning rate
# is an argument, and it holds for all epochs. Train with a small rate, such as 0.001, for 30
# epochs. Where does the loss stop, and does it help to add more epochs?

# %% [markdown] lang="zh"
# # 学习率自己变小了
#
# 越到后面步子应该越小，所以每轮之后把学习率减半。
#
# 第一轮是对的，后面各轮走得越来越少。十轮之后，你的学习率只剩下调用者所选的千分之一，不管走到哪里，
# 训练都会停下来。后期用小一点的步子可能有好处，但这要由训练的人来决定。这里学习率是一个参数，对所有
# 轮都有效。用很小的学习率，比如 0.001，训练 30 轮：损失停在哪里？再加几轮有用吗？

# %% fails="test_epochs_go_on"
import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    losses = []
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss(net(X, w, b), y).sum().backward()
            sgd([w, b], lr, batch_size)
        lr = lr / 2
        with torch.no_grad():
            losses.append(float(loss(net(features, w, b), labels).mean()))
    return losses
