# %% [markdown] lang="en"
# # The rows are taken in their order
#
# Minibatches are slices of the data: the first rows, the next rows, and so on.
#
# Every example is used once in each epoch, and still something is missing: your minibatches are
# always the same, in the same order. If the data are sorted, by label for example, each step sees
# only one kind of examples, and the last ones have the last word. With the lesson's data you can't
# see it, because those rows come in random order anyway. The notebook gives you a tool that deals
# with this. Sort the lesson's data by their labels and train again. Is the loss after one epoch the
# same?

# %% [markdown] lang="zh"
# # 按原来的顺序取数据
#
# 小批量就是数据的切片：先是前几行，然后是接着的几行，依此类推。
#
# 每一轮里每个样本都用了一次，但还是少了点什么：你的小批量总是那几个，顺序也总是一样。如果数据是排好
# 序的，比如按标签排，那么每一步只看到一类样本，最后的样本说了算。用课上的数据看不出来，因为那些行本
# 来就是随机的。笔记本里给了你一个专管这件事的工具。把课上的数据按标签排序，再训练一次：一轮之后的损
# 失还一样吗？

# %% fails="test_steps_follow_the_gradient"
import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    losses = []
    for _ in range(num_epochs):
        for i in range(0, len(features), batch_size):
            X, y = features[i : i + batch_size], labels[i : i + batch_size]
            loss(net(X, w, b), y).sum().backward()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            losses.append(float(loss(net(features, w, b), labels).mean()))
    return losses
