# %% [markdown] lang="en"
# # The name loss is used twice
#
# A result may have the same name as the function that computed it.
#
# The first minibatch works; at the second one Python says that a tensor is not callable. In your
# first turn through the loop the name `loss` stood for the function that was handed in. Since then
# it stands for a tensor, and the function can't be reached any more. A name holds one thing at a
# time, and it doesn't matter that one of them is a function. That is why many books write a single
# letter for the value. Print `type(loss)` at the beginning of each turn: when does it change?

# %% [markdown] lang="zh"
# # loss 这个名字用了两次
#
# 计算结果可以和算出它的函数叫同一个名字。
#
# 第一个小批量没问题，到第二个，Python 就说张量不能调用。循环第一次运行时，`loss` 还是传进来的那个函
# 数；从那以后它成了一个张量，函数就再也找不到了。一个名字同时只能指一样东西，函数也不例外。所以许多
# 书里，损失的值只用一个字母来写。在循环的开头打印 `type(loss)`：它是什么时候变的？

# %% fails="test_steps_follow_the_gradient" source="https://github.com/chiphuyen/stanford-tensorflow-tutorials/issues/138"
import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    losses = []
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss = loss(net(X, w, b), y)
            loss.sum().backward()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            losses.append(float(loss(net(features, w, b), labels).mean()))
    return losses
