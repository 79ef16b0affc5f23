# %% [markdown] lang="en"
# # The labels lose their column
#
# Labels are a list of numbers, so they should have one dimension only.
#
# With a loss that brings both shapes together nothing happens. But the notebook's own loss doesn't:
# it gets predictions of shape (n, 1) and labels of shape (n,), and compares each prediction with
# each label. From ten examples come a hundred numbers, and training pulls all predictions towards
# the mean of the labels. PyTorch only warns about it. The task hands `y` to the loss as it is. Use
# the loss in the notebook and print the shape of its result for one minibatch. How many numbers
# should there be?

# %% [markdown] lang="zh"
# # 标签丢了一维
#
# 标签就是一列数，只该有一个维度。
#
# 如果损失自己会统一两边的形状，就没有事。但是笔记本里的损失不会：它拿到形状 (n, 1) 的预测和形状 (n,
# ) 的标签，就把每个预测和每个标签都比一遍。十个样本变出一百个数，训练会把所有的预测都拉向标签的平
# 均。PyTorch 只会给一个警告。任务里是把 `y` 原样交给损失的。用笔记本里的损失，打印一个小批量结果的
# 形状：应该有几个数？

# %% fails="test_steps_follow_the_gradient"
import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    losses = []
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss(net(X, w, b), y.squeeze()).sum().backward()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            losses.append(float(loss(net(features, w, b), labels.squeeze()).mean()))
    return losses
