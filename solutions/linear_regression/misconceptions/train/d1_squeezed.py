# %% [markdown] lang="en"
# # It fails with a single feature
#
# Taking away superfluous dimensions never hurts.
#
# With two or more features your function is right. With a single one the examples lose their second
# dimension, and the model stops with an error, or adds up the wrong numbers. What looks superfluous
# has a meaning here: a table with one column is still a table, and a model that multiplies matrices
# needs it. Many data sets begin with one feature, because then the line can be drawn. Call your
# function with features of shape (100, 1). Which shape does the model get to see?

# %% [markdown] lang="zh"
# # 只有一个特征时出错
#
# 去掉多余的维度总没有坏处。
#
# 有两个或更多特征时，你的函数是对的；只有一个特征时，样本丢掉了第二维，模型就会报错，或者加错了数。
# 看起来多余的东西，在这里是有意义的：只有一列的表也是表，做矩阵乘法的模型需要它。许多数据一开始就只
# 有一个特征，因为那样可以把直线画出来。用形状 (100, 1) 的特征调用你的函数：模型看到的是什么形状？

# %% fails="test_epochs_go_on"
import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    losses = []
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss(net(X.squeeze(), w, b), y).sum().backward()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            losses.append(float(loss(net(features, w, b), labels).mean()))
    return losses
