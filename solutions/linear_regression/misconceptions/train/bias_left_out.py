# %% [markdown] lang="en"
# # The bias is not trained
#
# What a model learns are its weights; the bias is just a constant that is added.
#
# After training, `b` is still what it was at the start. With labels whose mean is near zero you
# might not see this, but the lesson's data have a bias of 4.2, and then the weights alone can't
# make the loss small. The error that is left stays about the same, however many epochs you train.
# The bias is a parameter like the others: the loss depends on it, and it has a gradient. Print `b`
# and `b.grad` after each epoch. What do you notice?

# %% [markdown] lang="zh"
# # 偏置没有训练
#
# 模型要学的是权重，偏置只是加上去的一个常数。
#
# 训练之后，`b` 还和开始时一样。如果标签的平均接近零，也许看不出来；但这一课的数据偏置是 4.2，只靠权
# 重，损失降不下去，训练多少轮都剩下差不多大的误差。偏置和权重一样是参数：损失取决于它，它也有梯度。
# 每轮之后打印 `b` 和 `b.grad`：你注意到了什么？

# %% fails="test_steps_follow_the_gradient"
import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    losses = []
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss(net(X, w, b), y).sum().backward()
            sgd([w], lr, batch_size)
        with torch.no_grad():
            losses.append(float(loss(net(features, w, b), labels).mean()))
    return losses
