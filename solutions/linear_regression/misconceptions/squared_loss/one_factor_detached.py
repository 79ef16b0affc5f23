# %% [markdown] lang="en"
# # Only half of the gradient arrives
#
# In a product it is enough when one of the two factors carries the gradient.
#
# Your values are right, there is a gradient, and it even has the right sign. But it is only half as
# large as it should be. The difference appears twice in the product, and when the prediction moves
# a little, both factors move. You told PyTorch that one of them is a fixed number, so it counts
# only the other. Training then still works, just slower, and that makes the mistake hard to find.
# Think of a square with a side of 3 that grows to 3.01. Which strips are added to its area, and how
# many are there?

# %% [markdown] lang="zh"
# # 只有一半的梯度传到了
#
# 乘积里只要有一个因子带着梯度就够了。
#
# 数值是对的，梯度也有，连符号都对，但大小只有应有的一半。差在乘积里出现了两次，预测动一点，两个因子
# 都会动。你告诉PyTorch 其中一个是固定的数，它就只算另一个。训练照样能进行，只是慢一些，所以这个错误
# 很难找。想象一个边长为 3 的正方形，边长变成 3.01：面积多出了哪几条？一共有几条？

# %% fails="test_gradient"
import torch


def squared_loss(y_hat, y):
    difference = y_hat - y.reshape(y_hat.shape)
    return difference * difference.data / 2
