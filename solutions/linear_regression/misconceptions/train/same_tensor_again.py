# %% [markdown] lang="en"
# # The same tensor in every place
#
# `append` puts the present value of a tensor into the list.
#
# All your losses are equal: every place of the list shows the last one. A list doesn't store values
# but points to objects. You append the same tensor in each epoch and then write a new number into
# it, so the change shows in all places at once. While training, a `print` in the loop shows the
# right numbers, and that makes it puzzling. Numbers in Python can't be changed, so they don't have
# this problem. Check with `is` whether the first and the second entry of your list are one object.
# How many tensors are there?

# %% [markdown] lang="zh"
# # 列表里都是同一个张量
#
# `append` 把张量现在的值放进列表。
#
# 你的损失全都相等，列表的每一处都是最后一个值。列表里存的不是值，而是指向对象。每一轮你放进去的都是
# 同一个张量，然后又往里面写新的数，于是所有的位置一起变了。训练时在循环里打印，看到的数都是对的，所
# 以让人摸不着头脑。Python 的数不能改变，就没有这个问题。用 `is` 检查列表的前两项是不是同一个对象：
# 一共有几个张量？

# %% fails="test_losses_are_of_all_examples"
import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    losses = []
    mean = torch.zeros(())
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss(net(X, w, b), y).sum().backward()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            mean.copy_(loss(net(features, w, b), labels).mean())
            losses.append(mean)
    return losses
