# %% [markdown] lang="en"
# # The features are standardised in secret
#
# Before training, every feature should be brought to mean 0 and standard deviation 1.
#
# Your losses look fine, but `w` and `b` don't fit the caller's data. You train on other numbers
# than you were given: each feature has been shifted and stretched first. The parameters that you
# find belong to these changed features, and the caller, who knows nothing about it, will use them
# with the original ones. Preparing data can help, but it belongs to where the data come from.
# Compute the loss in the notebook after training, with the original features. Is it the number that
# your function gave back?

# %% [markdown] lang="zh"
# # 偷偷把特征标准化了
#
# 训练之前，每个特征都应该变成平均值 0、标准差 1。
#
# 你的损失看起来不错，`w` 和 `b` 却不适合调用者的数据。你训练用的不是交给你的那些数：每个特征都先被
# 平移、缩放过。得到的参数属于改变后的特征，而调用者不知道这件事，会把它们用在原来的特征上。预处理数
# 据可能有好处，但应该放在准备数据的地方。训练之后，在笔记本里用原来的特征算一次损失：和你的函数返回
# 的数一样吗？

# %% fails="test_steps_follow_the_gradient"
import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    features = (features - features.mean(0)) / features.std(0)
    losses = []
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss(net(X, w, b), y).sum().backward()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            losses.append(float(loss(net(features, w, b), labels).mean()))
    return losses
