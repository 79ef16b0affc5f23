# %% [markdown] lang="en"
# # The caller's features start to be tracked
#
# Everything that goes into the loss has to require gradients before training.
#
# Your training is right, but the caller's `features` come back changed. They require gradients now
# and carry a large gradient of their own, which nobody asked for. Later the caller can't turn them
# into a numpy array, and every computation with them is recorded. Gradients are needed only for
# what is going to be changed by a step. The data are not. Print `features.requires_grad` before and
# after a call of your function, and try `features.numpy()`. What do you see?

# %% [markdown] lang="zh"
# # 调用者的特征开始被记录
#
# 凡是参与计算损失的，训练之前都要设成需要梯度。
#
# 你的训练是对的，但调用者的 `features` 变了：它们现在需要梯度，还带着一个没人要的很大的梯度。以后调
# 用者没法把它们转成 numpy 数组，用它们做的每个计算也都会被记录下来。只有要靠走步来改变的东西才需要
# 梯度，数据并不会变。在调用你的函数前后打印 `features.requires_grad`，再试试 `features.numpy()`：你
# 看到了什么？

# %% fails="test_learns"
import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    features.requires_grad_()
    losses = []
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss(net(X, w, b), y).sum().backward()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            losses.append(float(loss(net(features, w, b), labels).mean()))
    return losses
