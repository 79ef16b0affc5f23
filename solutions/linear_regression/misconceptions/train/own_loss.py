# %% [markdown] lang="en"
# # A loss of your own
#
# The loss is always the squared error, so it can be written out in the loop.
#
# With the squared loss your function is right. With any other it isn't: the caller asks to make one
# thing small, and you make another thing small. The loss decides what counts as a good prediction.
# One that punishes too large predictions more than too small ones leads to other parameters than
# the squared error. Besides, your report then speaks of a loss that the training has never looked
# at. Write a loss that is the absolute difference and hand it in. Do `w` and `b` take another path?

# %% [markdown] lang="zh"
# # 用了自己的损失
#
# 损失总是平方误差，直接写在循环里就行。
#
# 用平方损失时，你的函数是对的；换成别的就不对了：调用者要让一个量变小，你却让另一个量变小。什么算好
# 的预测，由损失来决定。如果预测偏大比偏小罚得更重，得到的参数就和平方误差的不一样。而且你报告的损
# 失，训练时根本没有看过。写一个取绝对差的损失传进去：`w` 和 `b` 走的路变了吗？

# %% fails="test_given_loss" common="yes"
import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    losses = []
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            l = (net(X, w, b) - y) ** 2 / 2
            l.sum().backward()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            losses.append(float(loss(net(features, w, b), labels).mean()))
    return losses
