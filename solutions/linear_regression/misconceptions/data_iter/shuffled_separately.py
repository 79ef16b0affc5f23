# %% [markdown] lang="en"
# # Features and labels shuffled apart
#
# Both have to be random, so features and labels are each shuffled.
#
# You make one random order for the features and another one for the labels. Each is a good shuffle,
# but an example no longer comes with its own label. The model then tries to learn an answer that
# has nothing to do with the question; the best it can do is to predict the mean of all labels, and
# the loss stays high.
#
# No error tells you, since all shapes fit. When a loss does not go down, look at the data first.
# Take features whose rows hold their own number, and labels with the same numbers. Do they agree in
# your batches?

# %% [markdown] lang="zh"
# # 特征和标签各自打乱
#
# 两者都要随机，所以特征和标签各打乱一次。
#
# 你给特征做了一个随机顺序，给标签又做了另一个。每个都打乱得很好，可是样本不再和自己的标签在一起了。
# 模型要学的答案和问题毫无关系，它最多只能去预测所有标签的平均值，损失一直很高。
#
# 形状都对得上，所以不会报错。损失降不下去时，先看看数据。让特征的每一行都是自己的编号，标签也是同
# 样的编号：在你的批量里，它们一致吗？

# %% fails="test_pairs_stay_together" common="yes"
import torch


def data_iter(batch_size, features, labels):
    order = torch.randperm(len(features))
    labels_order = torch.randperm(len(labels))
    for start in range(0, len(features), batch_size):
        chosen = order[start : start + batch_size]
        yield features[chosen], labels[labels_order[start : start + batch_size]]
