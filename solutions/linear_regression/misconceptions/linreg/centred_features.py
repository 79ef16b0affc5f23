# %% [markdown] lang="en"
# # The minibatch is centred inside the model
#
# Features have to be normalised, and the model is the right place for it.
#
# You subtract the mean of the rows that happen to be in this call. So the prediction for a house
# now depends on which other houses are asked about at the same time. A house alone always gets just
# the bias, whatever its size is. Scaling data can be a good idea, but it is done once, before the
# training, with fixed numbers. Ask your model for an example alone, and then for the same example
# together with four others. Should the two answers differ?

# %% [markdown] lang="zh"
# # 在模型里把小批量减去了均值
#
# 特征都要标准化，在模型里做正合适。
#
# 你减去的是这一次调用里这些行的均值。于是一座房子的预测，会取决于同时还问了哪些别的房子。只问一座房
# 子时，不管它多大，答案永远只剩下偏置。缩放数据可以是个好主意，但那是在训练之前用固定的数做一次的
# 事。先单独问一个样本的预测，再把同一个样本和另外四个放在一起问：两次的答案应该不同吗？

# %% fails="test_weights"
import torch


def linreg(X, w, b):
    X = X - X.mean(dim=0)
    return torch.matmul(X, w) + b
