# %% [markdown] lang="en"
# # Each loss divided by the count
#
# The formula of the loss has a factor of one over 2n in front, so each element must be divided by
# the number of examples too.
#
# The shape of your result is right, but with five examples every number is only a fifth of what it
# should be. The factor 1/(2n) belongs to another quantity: the mean loss of a whole data set. The
# loss of one example doesn't know how many other examples there are. The mistake hides well,
# because for a single example your function is right. Put the same pair of prediction and label
# alone into your function, and then together with nine others. Should the loss of this one pair
# change?

# %% [markdown] lang="zh"
# # 每个损失都除以了样本数
#
# 损失公式前面的系数是 1/(2n)，所以每个元素还要再除以样本数。
#
# 你的结果形状是对的，但有五个样本时，每个数都只有应有的五分之一。系数 1/(2n) 属于另一个量：整个数据
# 集的平均损失。单个样本的损失并不知道旁边还有多少个样本。这个错误藏得很深，因为只有一个样本时，你的
# 函数是对的。把同一对预测和标签先单独放进函数，再和另外九对一起放进去：这一对的损失应该变吗？

# %% fails="test_half_of_the_squared_difference"
import torch


def squared_loss(y_hat, y):
    return (y_hat - y.reshape(y_hat.shape)) ** 2 / (2 * len(y_hat))
