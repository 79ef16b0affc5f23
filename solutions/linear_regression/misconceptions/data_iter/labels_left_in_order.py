# %% [markdown] lang="en"
# # Only the features are shuffled
#
# Shuffling the features is enough; the labels come along by themselves.
#
# Your features come in a random order, while the labels still come in the old one. So nearly every
# example gets the label of another. Nothing ties two tensors together just because they belong
# together in your head: each has to be put into the new order.
#
# The shapes are right and the program runs, and only the loss gives it away, because it hardly goes
# down. In the notebook each label is the sum of its row. Print one batch with the row sums next to
# the labels. In how many rows do they agree?

# %% [markdown] lang="zh"
# # 只打乱了特征
#
# 打乱特征就够了，标签会自己跟着走。
#
# 你的特征按随机顺序出来，标签却还是原来的顺序，所以几乎每个样本拿到的都是别人的标签。两个张量在你
# 心里是一对，对 PyTorch 来说却没有任何联系：每一个都得自己排成新的顺序。
#
# 形状都对，程序也能运行，只有损失会露出马脚，因为它几乎不下降。在笔记本里，每个标签就是那一行的和。
# 打印一个批量，把行的和与标签放在一起：有几行是一致的？

# %% fails="test_pairs_stay_together"
import torch


def data_iter(batch_size, features, labels):
    order = torch.randperm(len(features))
    for start in range(0, len(features), batch_size):
        chosen = order[start : start + batch_size]
        yield features[chosen], labels[start : start + batch_size]
