# %% [markdown] lang="en"
# # A limit left over from testing
#
# A hundred minibatches are enough for an epoch.
#
# As long as there are no more than a hundred minibatches, your function is right; the lesson has
# exactly a hundred. With more data, or with smaller minibatches, each epoch ends early and the rest
# of the examples isn't used. Such a limit is handy while one is searching for a mistake, because
# everything runs faster, and it is easily forgotten. No error tells you about it later. Train with
# the lesson's data and a batch size of 1. How many steps should an epoch have, and how many do you
# count?

# %% [markdown] lang="zh"
# # 调试时的限制忘了去掉
#
# 一轮有一百个小批量就够了。
#
# 只要小批量不超过一百个，你的函数就是对的，课上正好一百个。数据多一些，或者批量小一些，每一轮就会提
# 前结束，剩下的样本都用不上。找错误的时候，这样的限制很方便，运行得快，也很容易忘记；以后也没有报错
# 来提醒你。用课上的数据、批量大小 1 来训练：一轮应该走几步？你数到了几步？

# %% fails="test_losses_are_of_all_examples"
import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    losses = []
    for _ in range(num_epochs):
        for i, (X, y) in enumerate(data_iter(batch_size, features, labels)):
            loss(net(X, w, b), y).sum().backward()
            sgd([w, b], lr, batch_size)
            if i == 100:
                break
        with torch.no_grad():
            losses.append(float(loss(net(features, w, b), labels).mean()))
    return losses
