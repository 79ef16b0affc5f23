# %% [markdown] lang="en"
# # The bias is looked for in w
#
# The first weight is the bias, because the first column of `X` is always 1.
#
# Many courses put a column of ones in front of the data, and there the first parameter is the bias.
# Here the data have no such column. So you leave out the first feature, use its weight as if it
# were the bias, and the real `b` is never touched. Nothing shows in the shape of the result, and
# training even lowers the loss. Write down which number of the table belongs to which parameter in
# this lesson, and then change `b` only. Do your predictions move?

# %% [markdown] lang="zh"
# # 到 w 里去找偏置
#
# 第一个权重就是偏置，因为 `X` 的第一列总是 1。
#
# 许多课程会在数据前面加一列 1，在那里第一个参数就是偏置。这里的数据没有这样一列。于是你漏掉了第一个
# 特征，把它的权重当成偏置，真正的 `b` 却从来没有用到。结果的形状看不出问题，训练时损失甚至还会下
# 降。对照这一课的表，写下每个参数各自管什么，然后只改变 `b`：你的预测会变吗？

# %% fails="test_weights"
import torch


def linreg(X, w, b):
    return torch.matmul(X[:, 1:], w[1:]) + w[0]
