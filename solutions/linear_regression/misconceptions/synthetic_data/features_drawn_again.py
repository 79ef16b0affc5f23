# %% [markdown] lang="en"
# # Labels of other features
#
# Two calls with the same arguments give the same features.
#
# Your labels are right, but for features that nobody ever sees. The helper draws new numbers each
# time it is called: one table goes into the labels, another one is handed out. Both tables look
# alike, with the same shape, mean and spread, so each part of the result seems fine. Only the
# connection between them is gone, and no training can find the weights in such data. For a function
# that draws at random, the same arguments do not mean the same result. Call `torch.randn(2)` twice:
# do you get one vector or two?

# %% [markdown] lang="zh"
# # 标签配的是另一批特征
#
# 用同样的参数调用两次，得到的特征是一样的。
#
# 你的标签没有算错，只是它们属于一批谁也没见过的特征。那个辅助函数每次调用都会重新抽数：
# 一张表用来算标签，交出去的却是另一张。两张表形状、均值、标准差都差不多，所以单看哪一部分都很正常。
# 断掉的是它们之间的联系，用这样的数据怎么训练也找不回权重。对随机抽取的函数来说，
# 参数相同并不意味着结果相同。把 `torch.randn(2)` 运行两次：你得到的是一个向量还是两个？

# %% fails="test_labels_follow_the_model"
import torch


def features(num_examples, w):
    return torch.randn(num_examples, len(w))


def synthetic_data(w, b, num_examples):
    noise = torch.randn(num_examples) * 0.01
    y = features(num_examples, w) @ w + b + noise
    return features(num_examples, w), y.reshape(-1, 1)
