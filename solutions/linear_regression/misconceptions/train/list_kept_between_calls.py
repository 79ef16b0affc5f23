# %% [markdown] lang="en"
# # The list remembers earlier calls
#
# A default value such as `losses=[]` gives every call a new, empty list.
#
# The first call is right. The second one gives back the losses of both trainings, and so on: the
# list grows from call to call. Python makes a default value only once, when the function is
# defined, and all calls share it. With numbers nobody notices, since a number can't be changed. A
# list can, and yours is. In a notebook, where a cell is run again and again, this mistake shows
# itself only later. Call your function twice with one epoch each. How long are the two results?

# %% [markdown] lang="zh"
# # 列表记着以前的调用
#
# 有了 `losses=[]` 这样的默认值，每次调用都会得到一个新的空列表。
#
# 第一次调用是对的；第二次返回的却是两次训练的损失，再往后越来越长。默认值只在定义函数的时候做一次，
# 以后所有的调用共用它。如果是数，谁也不会察觉，因为数不能改变；列表可以，而你正是在改它。在笔记本
# 里，单元会反复运行，这个错误要到后来才显出来。用一轮连续调用两次你的函数：两次的结果各有多长？

# %% fails="test_one_loss_per_epoch" values="vary" source="https://syntaxfix.com/question/53889/least-astonishment-and-the-mutable-default-argument"
import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size, losses=[]):
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss(net(X, w, b), y).sum().backward()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            losses.append(float(loss(net(features, w, b), labels).mean()))
    return losses
