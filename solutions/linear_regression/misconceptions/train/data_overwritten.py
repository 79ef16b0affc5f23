# %% [markdown] lang="en"
# # The minibatch takes the data's name
#
# The loop variables may be called `features` and `labels`, since that is what they are.
#
# The first epoch runs, and after it the data are gone. Each turn of your loop puts a minibatch
# under the names of the whole data set. When the loop is over, these names mean the last minibatch
# only, and the next epoch would make its minibatches from these few examples. The loss after the
# epoch is computed from them too. In Python a loop variable is no separate thing that ends with the
# loop. Print `len(features)` at the end of each epoch. Which number do you expect?

# %% [markdown] lang="zh"
# # 小批量占用了数据的名字
#
# 循环变量可以叫 `features` 和 `labels`，因为它们本来就是。
#
# 第一轮能运行，之后数据就没有了。循环每转一次，就把一个小批量放到整个数据集的名字下面。循环结束后，
# 这两个名字指的只是最后一个小批量，下一轮就要从这几个样本里取小批量，每轮之后的损失也是用它们算的。
# 在 Python 里，循环变量不会随着循环结束而消失。每轮结束时打印 `len(features)`：你预期是多少？

# %% fails="test_epochs_go_on"
import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    losses = []
    for _ in range(num_epochs):
        for features, labels in data_iter(batch_size, features, labels):
            loss(net(features, w, b), labels).sum().backward()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            losses.append(float(loss(net(features, w, b), labels).mean()))
    return losses
