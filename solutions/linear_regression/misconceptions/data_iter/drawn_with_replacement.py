# %% [markdown] lang="en"
# # Examples are drawn again and again
#
# Random order means that each place gets some random example.
#
# You draw each row number for itself, as with a die. Such draws know nothing of each other: some
# examples come two or three times in one pass, and more than a third don't come at all. Training
# still works, because over many epochs it nearly evens out, and so you will not see it in the loss.
#
# A pass over the data is more like dealing out a pack of cards: what was dealt is gone from the
# pack. Let your function go once through 12 examples and sort what came. How many different
# examples do you find?

# %% [markdown] lang="zh"
# # 样本被重复抽取
#
# 随机顺序就是在每个位置随机放一个样本。
#
# 你的每个行号都是单独抽的，就像掷骰子。这样抽出来的数互不相干：有的样本在一遍里出现两三次，有三分
# 之一以上的样本根本没有出现。训练照样有效，因为经过许多轮之后大致会平均，所以从损失上看不出来。
#
# 走一遍数据更像发一副牌：发出去的牌就不在手里了。让你的函数把 12 个样本走一遍，再把出来的样本排序：
# 有几个不同的样本？

# %% fails="test_every_example_comes_once" common="yes" source="https://stats.stackexchange.com/questions/242004/why-do-neural-network-researchers-care-about-epochs?noredirect=1"
import torch


def data_iter(batch_size, features, labels):
    order = torch.randint(len(features), (len(features),))
    for start in range(0, len(features), batch_size):
        chosen = order[start : start + batch_size]
        yield features[chosen], labels[chosen]
